import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type StaffFilter, staffQuery, unitsQuery } from '@/api/org';
import type { Unit } from '@/api/types';

type PickerProps = Pick<
  SelectProps<string>,
  'value' | 'onChange' | 'id' | 'disabled' | 'allowClear' | 'style' | 'placeholder' | 'size' | 'autoFocus'
> & {
  'aria-label'?: string;
};

const holds = (input: string, option?: { search?: string }) =>
  (option?.search ?? '').toLowerCase().includes(input.trim().toLowerCase());

/** Chooses a unit by typing part of its name or its parent's. */
export function UnitPicker({ only, ...props }: PickerProps & { only?: (unit: Unit) => boolean }) {
  const { t } = useTranslation();
  const { data: units = [], isLoading } = useQuery(unitsQuery);
  const options = useMemo(() => {
    const names = new Map(units.map((u) => [u.id, u.name]));
    return units
      .filter((u) => only?.(u) ?? u.kind !== 'imported')
      .map((u) => {
        const parent = u.parentId ? (names.get(u.parentId) ?? '') : '';
        return { value: u.id, label: u.name, search: `${u.name} ${parent}`, parent };
      });
  }, [units, only]);
  return (
    <Select<string, (typeof options)[number]>
      showSearch={{ filterOption: holds }}
      placeholder={t('components:picker.unit')}
      notFoundContent={t('components:picker.noMatch')}
      {...props}
      loading={isLoading}
      options={options}
      optionRender={(option) => (
        <span>
          {option.data.label} <small style={{ color: 'var(--xf-quiet)' }}>{option.data.parent}</small>
        </span>
      )}
    />
  );
}

/** Chooses a person, within a unit or role if asked. */
export function StaffPicker({ filter = {}, ...props }: PickerProps & { filter?: StaffFilter }) {
  const { t } = useTranslation();
  const { data: staff = [], isLoading } = useQuery(staffQuery(filter));
  const options = staff
    .filter((s) => !s.disabled)
    .map((s) => ({ value: s.id, label: `${s.name} · ${s.unit.name}`, search: `${s.name} ${s.login} ${s.unit.name}` }));
  return (
    <Select<string, (typeof options)[number]>
      showSearch={{ filterOption: holds }}
      placeholder={t('components:picker.staff')}
      notFoundContent={t('components:picker.noMatch')}
      {...props}
      loading={isLoading}
      options={options}
    />
  );
}
