import { useQuery } from '@tanstack/react-query';
import { InputNumber, Popover, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import { staffQuery, unitsQuery } from '@/api/org';
import { CodeSelect } from '@/components/CodeSelect';
import { DateTimeInput } from '@/components/DateTimeInput';
import { StaffPicker, UnitPicker } from '@/components/pickers';
import { exactWords } from '@/i18n/time';
import styles from './FilterBar.module.css';
import type { FilterField } from './filters';

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
      arrow={false}
      destroyOnHidden
      open={open}
      onOpenChange={(next) => {
        setOpen(next && !field.given);
        if (!next) onLeave?.();
      }}
      content={<Editor field={field} values={values} label={name} onChange={onChange} onDone={() => setOpen(false)} />}
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

function Values({ field, values }: { field: FilterField; values: string[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: units } = useQuery({ ...unitsQuery, enabled: field.kind === 'unit' });
  const { data: staff } = useQuery({ ...staffQuery({}), enabled: field.kind === 'staff' });
  const { data: customer } = useQuery({ ...customerQuery(values[0] ?? ''), enabled: field.kind === 'customer' });
  const words = (value: string): string => {
    switch (field.kind) {
      case 'code':
        return field.list ? names.of(field.list, value) : value;
      case 'fixed':
        return value === 'active' ? t('tickets:view.active') : t(`${field.texts}${value}`);
      case 'unit':
        return units?.find((u) => u.id === value)?.name ?? '…';
      case 'staff':
        return staff?.find((s) => s.id === value)?.name ?? '…';
      case 'customer':
        return customer?.name ?? '…';
      case 'date':
        return exactWords(new Date(value));
      case 'terminal':
        return t('tickets:thisTerminal');
      default:
        return value;
    }
  };
  return <>{values.map(words).join('、')}</>;
}

interface EditorProps {
  field: FilterField;
  values: string[];
  label: string;
  onChange: (values: string[]) => void;
  onDone: () => void;
}

function Editor({ field, values, label, onChange, onDone }: EditorProps) {
  const { t } = useTranslation();
  const one = (value: unknown) => {
    onChange(value === undefined || value === null || value === '' ? [] : [String(value)]);
    onDone();
  };
  const common = { className: styles.editor, 'aria-label': label, autoFocus: true } as const;
  switch (field.kind) {
    case 'code':
      return (
        <CodeSelect
          {...common}
          list={field.list ?? 'kinds'}
          mode="multiple"
          defaultOpen
          value={values as unknown as string}
          onChange={(v) => onChange(v as unknown as string[])}
        />
      );
    case 'fixed':
      return (
        <Select
          {...common}
          defaultOpen
          mode={field.single ? undefined : 'multiple'}
          value={(field.single ? values[0] : values) as string}
          options={(field.codes ?? []).map((value) => ({ value, label: t(`${field.texts}${value}`) }))}
          onChange={(v: unknown) => (Array.isArray(v) ? onChange(v as string[]) : one(v))}
        />
      );
    case 'unit':
      return (
        <UnitPicker
          style={{ width: 240 }}
          autoFocus
          aria-label={label}
          value={values[0]}
          onChange={one}
          only={() => true}
        />
      );
    case 'staff':
      return <StaffPicker style={{ width: 240 }} autoFocus aria-label={label} value={values[0]} onChange={one} />;
    case 'date':
      return <DateTimeInput value={values[0]} onChange={one} />;
    default:
      return (
        <InputNumber
          {...common}
          min={1}
          value={values[0] ? Number(values[0]) : null}
          onChange={(v) => onChange(v ? [String(v)] : [])}
          onPressEnter={onDone}
        />
      );
  }
}
