import { useQuery } from '@tanstack/react-query';
import { Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import { staffQuery, unitsQuery } from '@/api/org';
import { outageQuery } from '@/api/outages';
import { inLanguage } from '@/components/outages/outage';
import { listWords, useLanguage } from '@/i18n/language';
import { exactWords } from '@/i18n/time';
import styles from './FilterBar.module.css';
import { expandStatuses, type FilterField, foldStatuses } from './filters';

const FilterEditor = lazy(() => import('./FilterEditor').then((m) => ({ default: m.FilterEditor })));

/** Below the chip, moved to the side as far as the screen asks. */
const below = {
  bottomLeft: { points: ['tl', 'bl'], offset: [0, 6], overflow: { shiftX: true, adjustY: true } },
};

interface FilterChipProps {
  field: FilterField;
  values: string[];
  openAtFirst?: boolean;
  onChange: (values: string[]) => void;
  /** The chip was closed again. */
  onLeave?: () => void;
}

/** One filter that is set: what it is, its values, and a cross. A click changes it. */
export function FilterChip({ field, values, openAtFirst = false, onChange, onLeave }: FilterChipProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(openAtFirst && !field.given);
  const name = t(`tickets:field.${field.name}`);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      builtinPlacements={below}
      arrow={false}
      destroyOnHidden
      open={open}
      onOpenChange={(next) => {
        setOpen(next && !field.given);
        if (!next) onLeave?.();
      }}
      content={
        <section aria-label={name} className={styles.window}>
          <Suspense>
            <FilterEditor
              field={field}
              values={expandStatuses(values)}
              label={name}
              onChange={(next) => onChange(foldStatuses(next))}
              onDone={() => setOpen(false)}
            />
          </Suspense>
        </section>
      }
    >
      <span className={styles.chip}>
        <button type="button" className={styles.body}>
          <span className={styles.name}>{name}</span> <Values field={field} values={values} />
        </button>
        <button
          type="button"
          className={styles.remove}
          aria-label={t('tickets:removeFilter', { name })}
          onClick={(e) => {
            e.stopPropagation();
            onChange([]);
            onLeave?.();
          }}
        >
          ×
        </button>
      </span>
    </Popover>
  );
}

/** How many values a chip names. */
const fewValues = 4;

function Values({ field, values }: { field: FilterField; values: string[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { data: units } = useQuery({ ...unitsQuery, enabled: field.kind === 'unit' || field.kind === 'units' });
  const { data: staff } = useQuery({ ...staffQuery({}), enabled: field.kind === 'staff' });
  const { data: customer } = useQuery({ ...customerQuery(values[0] ?? ''), enabled: field.kind === 'customer' });
  const { data: outage } = useQuery({ ...outageQuery(values[0] ?? ''), enabled: field.kind === 'outage' });
  const words = (value: string): string => {
    switch (field.kind) {
      case 'code':
        return field.list ? names.of(field.list, value) : value;
      case 'fixed':
        return value === 'active' ? t('tickets:view.active') : t(`${field.texts}${value}`);
      case 'units':
        if (value === 'any') return t('tickets:anyUnit');
        return units?.find((u) => u.id === value)?.name ?? '…';
      case 'unit':
        return units?.find((u) => u.id === value)?.name ?? '…';
      case 'staff':
        return staff?.find((s) => s.id === value)?.name ?? '…';
      case 'customer':
        return customer?.name ?? '…';
      case 'date':
        return exactWords(new Date(value));
      case 'outage':
        return outage ? inLanguage(outage.area, language) : '…';
      case 'plan': // with a - before it: any but this one
        return value.startsWith('-')
          ? t('tickets:notPlan', { plan: names.of('servicePlans', value.slice(1)) })
          : names.of('servicePlans', value);
      case 'terminal':
        return t('tickets:thisTerminal');
      default:
        return value;
    }
  };
  const few = values.slice(0, fewValues).map(words);
  if (values.length > fewValues) few.push(t('tickets:andMore', { count: values.length - fewValues }));
  return <>{listWords(few, language)}</>;
}
