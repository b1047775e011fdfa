import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Segmented, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import '@/i18n/calendar';
import styles from './Flow.module.css';
import { daysBack, type FlowChoice, type Step, usualDays } from './flow';

const steps: Step[] = ['day', 'week', 'month'];
/** The usual periods, in days back from today. */
const periods = [7, 30, usualDays, 365];

const dayOf = (text?: string) => (text === undefined ? null : dayjs(text));
const textOf = (day?: Dayjs | null) => day?.format('YYYY-MM-DD');

/** The usual period that is chosen, if one is. */
function chosenDays({ from, to }: FlowChoice): number | undefined {
  if (to !== undefined) return undefined;
  return from === undefined ? usualDays : periods.find((days) => daysBack(days) === from);
}

interface ChooserProps {
  choice: FlowChoice;
  /** The first and last day that are measured, also where none was chosen. */
  measured?: [string, string];
  onChange: (choice: FlowChoice) => void;
}

/** Over which tickets and which time the flow is measured. */
export function Chooser({ choice, measured, onChange }: ChooserProps) {
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
        placeholder={[t('flow:from'), t('flow:to')]}
        maxDate={dayjs()}
        classNames={{ popup: { root: styles.days } }}
        value={[dayOf(choice.from ?? measured?.[0]), dayOf(choice.to ?? measured?.[1])]}
        onChange={(days) => onChange({ ...choice, from: textOf(days?.[0]), to: textOf(days?.[1]) })}
      />
      {own ? (
        <Segmented<number>
          aria-label={t('flow:lately')}
          value={chosenDays(choice) ?? 0}
          onChange={(days) =>
            onChange({ ...choice, from: days === usualDays ? undefined : daysBack(days), to: undefined })
          }
          options={periods.map((value) => ({ value, label: t('flow:lastDays', { count: value }) }))}
        />
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
