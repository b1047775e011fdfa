import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import styles from './Flow.module.css';
import { daysBack, type FlowChoice, type Step } from './flow';

const steps: Step[] = ['day', 'week', 'month'];
/** The usual periods, in days back from today. */
const periods = [7, 30, 60, 365];

const dayOf = (text?: string) => (text === undefined ? null : dayjs(text));
const textOf = (day?: Dayjs | null) => day?.format('YYYY-MM-DD');

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
      <DatePicker.RangePicker
        aria-label={t('flow:days')}
        className={styles.period}
        format="YYYY-MM-DD"
        allowEmpty
        placeholder={[t('flow:from'), t('flow:to')]}
        value={[dayOf(choice.from), dayOf(choice.to)]}
        onChange={(days) => onChange({ ...choice, from: textOf(days?.[0]), to: textOf(days?.[1]) })}
      />
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
