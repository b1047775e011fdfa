import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { staffQuery } from '@/api/org';
import { isFoundBy } from '@/components/people';
import '@/i18n/calendar';
import styles from './Audit.module.css';
import { type AuditFilter, auditActionsQuery, daysOf, spanOf, vias } from './audit';

interface FilterBarProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

const dayOf = (text?: string) => (text === undefined ? null : dayjs(text));
const textOf = (day?: Dayjs | null) => day?.format('YYYY-MM-DD');

/** Which entries are looked for. Everything stands in the address. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { data } = useQuery(auditActionsQuery);
  const [first, last] = daysOf(filter);
  const set = (change: AuditFilter) => onChange({ ...filter, ...change });
  const actions = (data?.actions ?? []).filter(({ group }) => filter.group === undefined || group === filter.group);
  return (
    <fieldset className={styles.filter} aria-label={t('audit:filter')}>
      <DatePicker.RangePicker
        aria-label={t('audit:days')}
        className={styles.days}
        format="YYYY-MM-DD"
        allowEmpty
        maxDate={dayjs()}
        placeholder={[t('audit:fromDay'), t('audit:toDay')]}
        value={[dayOf(first), dayOf(last)]}
        onChange={(days) => set(spanOf(textOf(days?.[0]), textOf(days?.[1])))}
      />
      <ActorSelect value={filter.actor} onChange={(actor) => set({ actor })} />
      <Select
        aria-label={t('audit:group')}
        allowClear
        className={styles.choice}
        placeholder={t('audit:anyGroup')}
        value={filter.group}
        onChange={(group?: string) => set({ group, action: undefined })}
        options={(data?.groups ?? []).map(({ code, name }) => ({ value: code, label: names.in(name) }))}
      />
      <Select
        aria-label={t('audit:actions')}
        mode="multiple"
        maxTagCount="responsive"
        className={styles.actions}
        placeholder={t('audit:anyAction')}
        showSearch={{ optionFilterProp: 'label' }}
        value={filter.action?.split(',') ?? []}
        onChange={(codes: string[]) => set({ action: codes.join(',') })}
        options={actions.map(({ code, name }) => ({ value: code, label: names.in(name) }))}
      />
      <Select
        aria-label={t('audit:via.title')}
        allowClear
        className={styles.choice}
        placeholder={t('audit:via.any')}
        value={filter.via}
        onChange={(via?: string) => set({ via })}
        options={vias.map((via) => ({ value: via, label: t(`audit:via.${via}`) }))}
      />
      <Search
        key={`address ${filter.address ?? ''}`}
        name={t('audit:address')}
        value={filter.address}
        onSearch={(address) => set({ address })}
      />
      <Search
        key={`text ${filter.text ?? ''}`}
        name={t('audit:text')}
        value={filter.text}
        onSearch={(text) => set({ text })}
      />
      {(filter.object !== undefined || filter.objectId !== undefined) && (
        <Tag closable onClose={() => set({ object: undefined, objectId: undefined })}>
          {t('audit:oneObject')}
        </Tag>
      )}
      {Object.keys(filter).length > 0 && (
        <Button type="text" onClick={() => onChange({})}>
          {t('audit:clear')}
        </Button>
      )}
    </fieldset>
  );
}

/** Chooses who acted, also among those who have left. */
function ActorSelect({ value, onChange }: { value?: string; onChange: (actor?: string) => void }) {
  const { t } = useTranslation();
  const { data: staff = [], isLoading } = useQuery(staffQuery({}));
  const people = staff.map(({ id, name, spelling, login, unit, disabled }) => ({
    value: id,
    label: disabled ? t('audit:left', { name, unit: unit.name }) : `${name} · ${unit.name}`,
    name,
    spelling,
    login,
  }));
  return (
    <Select<string, (typeof people)[number]>
      aria-label={t('audit:actor')}
      allowClear
      className={styles.actor}
      placeholder={t('audit:anyone')}
      loading={isLoading}
      value={value}
      onChange={onChange}
      showSearch={{ filterOption: (typed, person) => person !== undefined && isFoundBy(typed, person, [person.login]) }}
      options={people}
    />
  );
}

/** A text that is looked for once it has been typed. */
function Search({ name, value, onSearch }: { name: string; value?: string; onSearch: (text: string) => void }) {
  return (
    <Input.Search
      aria-label={name}
      className={styles.search}
      placeholder={name}
      allowClear
      maxLength={200}
      defaultValue={value}
      onSearch={(typed) => {
        if (typed.trim() !== (value ?? '')) onSearch(typed.trim());
      }}
    />
  );
}
