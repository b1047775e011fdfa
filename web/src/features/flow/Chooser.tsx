import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import styles from './Flow.module.css';
import { daysBack, type FlowChoice, type Step } from './flow';

const steps: Step[] = ['day', 'week', 'month'];
/** The usual periods, in days back from today. */
const periods = [7, 30, 60, 365];

interface ChooserProps {
  choice: FlowChoice;
  onChange: (choice: FlowChoice) => void;
}

/** Over which tickets and which time the flow is measured. */
export function Chooser({ choice, onChange }: ChooserProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { sources } = useCatalogue();
  const { data: units = [] } = useQuery(unitsQuery);
  const own = (choice.source ?? 'xingfu') === 'xingfu';
  const options = units
    .filter((unit) => (unit.kind === 'imported') !== own)
    .map((unit) => ({ value: unit.id, label: unit.name }));
  return (
    <fieldset className={styles.chooser} aria-label={t('flow:choose')}>
      <Select
        aria-label={t('flow:source')}
        className={styles.source}
        value={choice.source ?? 'xingfu'}
        onChange={(source) => onChange({ by: choice.by, source: source === 'xingfu' ? undefined : source })}
        options={sources.map((source) => ({ value: source.code, label: names.in(source) }))}
      />
      <Select
        aria-label={t('flow:unit')}
        className={styles.unit}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('flow:allUnits')}
        value={choice.unit}
        onChange={(unit?: string) => onChange({ ...choice, unit })}
        options={options}
      />
      <span className={styles.period}>
        <Input
          type="date"
          aria-label={t('flow:from')}
          value={choice.from ?? ''}
          max={choice.to}
          onChange={(e) => onChange({ ...choice, from: e.target.value || undefined })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={t('flow:to')}
          value={choice.to ?? ''}
          min={choice.from}
          onChange={(e) => onChange({ ...choice, to: e.target.value || undefined })}
        />
      </span>
      {own ? (
        periods.map((days) => (
          <Button
            key={days}
            size="small"
            type="text"
            onClick={() => onChange({ ...choice, from: daysBack(days), to: undefined })}
          >
            {t('flow:lastDays', { count: days })}
          </Button>
        ))
      ) : (
        <Button size="small" type="text" onClick={() => onChange({ ...choice, from: undefined, to: undefined })}>
          {t('flow:wholeLog')}
        </Button>
      )}
      <Segmented<Step>
        aria-label={t('flow:by')}
        value={choice.by ?? 'week'}
        onChange={(by) => onChange({ ...choice, by: by === 'week' ? undefined : by })}
        options={steps.map((value) => ({ value, label: t(`flow:step.${value}`) }))}
      />
    </fieldset>
  );
}
