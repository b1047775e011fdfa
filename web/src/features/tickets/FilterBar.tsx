import { PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketFilter } from '@/api/tickets';
import { SearchBox } from '@/components/SearchBox';
import { ColumnMenu } from './ColumnMenu';
import styles from './FilterBar.module.css';
import { FilterChip } from './FilterChip';
import { type Column, chipsOf, columnsOf, fields, filterOf, sortOf, sorts, withField } from './filters';

interface FilterBarProps {
  search: TicketFilter;
  /** The columns of the list, and those of them that have room. */
  columns: Column[];
  shown: Column[];
  /** replace: a step on the way, not to be gone back to. */
  onChange: (search: TicketFilter, replace?: boolean) => void;
}

/** Order and columns, which stay when the filters are cleared. */
const kept = ({ sort, columns }: TicketFilter): TicketFilter => ({
  ...(sort && { sort }),
  ...(columns && { columns }),
});

/** Words to search for, the filters as chips, and the order. All of it stands in the address. */
export function FilterBar({ search, columns, shown, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const chips = chipsOf(filterOf(search));
  const [added, setAdded] = useState<string>();
  const set = new Set(chips.map((chip) => chip.field.name));
  const addable = fields.filter((field) => !field.given && !set.has(field.name));
  const fresh = fields.find((field) => field.name === added && !set.has(field.name));
  const change = (name: string, values: string[]) => {
    if (values.length === 0) setAdded(undefined);
    onChange(withField(search, name, values));
  };
  return (
    <div className={styles.bar}>
      <SearchBox
        className={styles.words}
        size="small"
        hotkey="f"
        label={t('tickets:words')}
        value={search.q ?? ''}
        onChange={(q) => onChange(withField(search, 'q', q === '' ? [] : [q]), true)}
      />
      {chips.map(({ field, values }) => (
        <FilterChip
          key={field.name}
          field={field}
          values={values}
          openAtFirst={field.name === added}
          onChange={(next) => change(field.name, next)}
        />
      ))}
      {fresh && (
        <FilterChip
          key={fresh.name}
          field={fresh}
          values={[]}
          openAtFirst
          onChange={(next) => change(fresh.name, next)}
          onLeave={() => setAdded(undefined)}
        />
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          className: styles.menu,
          items: addable.map((field) => ({ key: field.name, label: t(`tickets:field.${field.name}`) })),
          onClick: ({ key }) => setAdded(key),
        }}
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('tickets:addFilter')}
        </Button>
      </Dropdown>
      {chips.length > 0 && (
        <Button type="text" size="small" onClick={() => onChange(kept(search))}>
          {t('tickets:clear')}
        </Button>
      )}
      <span className={styles.end}>
        <ColumnMenu
          chosen={columnsOf(search).length > 0}
          columns={columns}
          shown={shown}
          onChange={(next) => onChange(withField(search, 'columns', next))}
        />
        <Select
          variant="borderless"
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t('tickets:order')}
          value={sortOf(search)}
          options={sorts.map((value) => ({ value, label: t(`tickets:sort.${value.replace('-', 'down_')}`) }))}
          onChange={(sort) => onChange(withField(search, 'sort', sort === 'due' ? [] : [sort]))}
        />
      </span>
    </div>
  );
}
