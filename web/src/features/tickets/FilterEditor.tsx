import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { CodeSelect } from '@/components/CodeSelect';
import { DateTimeInput } from '@/components/DateTimeInput';
import { StaffPicker, UnitPicker } from '@/components/pickers';
import { TagSelect } from '@/components/TagSelect';
import { isInstant } from '@/i18n/typed';
import styles from './FilterBar.module.css';
import type { FilterField } from './filters';

interface FilterEditorProps {
  field: FilterField;
  values: string[];
  label: string;
  onChange: (values: string[]) => void;
  onDone: () => void;
}

/** Chooses the values of one filter. */
export function FilterEditor({ field, values, label, onChange, onDone }: FilterEditorProps) {
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
    case 'tag':
      return <TagSelect {...common} value={values} onChange={onChange} />;
    case 'unit':
      return (
        <UnitPicker
          style={{ width: '100%' }}
          autoFocus
          aria-label={label}
          value={values[0]}
          onChange={one}
          only={() => true}
        />
      );
    case 'units':
      return (
        <UnitPicker
          style={{ width: '100%' }}
          autoFocus
          aria-label={label}
          value={values[0]}
          onChange={one}
          only={() => true}
          first={{ value: 'any', label: t('tickets:anyUnit') }}
        />
      );
    case 'staff':
      return <StaffPicker style={{ width: '100%' }} autoFocus aria-label={label} value={values[0]} onChange={one} />;
    case 'date':
      return <DateTimeInput value={values[0]} onChange={(at) => (at === undefined || isInstant(at)) && one(at)} />;
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
