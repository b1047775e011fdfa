import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import type { Policy } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Page';
import { useLanguage } from '@/i18n/language';
import { targetWords } from '@/i18n/minutes';
import { calendarsQuery } from './calendars';
import { type Conditions, conditionFields, targets, valuesOf } from './policies';
import styles from './Settings.module.css';

interface TableProps {
  policies: Policy[];
  /** The policy that the tried matter meets. */
  met?: string;
  isMoving: boolean;
  /** Without these the table is only read. */
  onMove?: (id: string, by: -1 | 1) => void;
  onEdit?: (policy: Policy) => void;
}

/** The policies in their order: the first whose conditions all hold makes the promises. */
export function PolicyTable({ policies, met, isMoving, onMove, onEdit }: TableProps) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { data: calendars = [] } = useQuery(calendarsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const calendarOf = (code: string) => {
    const found = calendars.find((one) => one.code === code);
    return found ? names.in(found) : code;
  };
  const columns: TableColumnsType<Policy> = [
    {
      title: t('settings:policies.order'),
      key: 'order',
      width: onMove ? 92 : 56,
      render: (_, row, at) => (
        <span className={styles.order}>
          {at + 1}
          {onMove && (
            <>
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                disabled={at === 0 || isMoving}
                aria-label={t('settings:policies.up', { name: names.in(row) })}
                onClick={() => onMove(row.id, -1)}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                disabled={at === policies.length - 1 || isMoving}
                aria-label={t('settings:policies.down', { name: names.in(row) })}
                onClick={() => onMove(row.id, 1)}
              />
            </>
          )}
        </span>
      ),
    },
    {
      title: t('settings:policies.name'),
      key: 'name',
      className: styles.whole,
      render: (_, row) => (
        <>
          {names.in(row)} {!row.active && <span className={styles.tag}>{t('settings:policies.inactive')}</span>}{' '}
          {row.unitId && (
            <span className={styles.tag}>
              {t('people:policies.of', { name: units.find((unit) => unit.id === row.unitId)?.name ?? '' })}
            </span>
          )}
        </>
      ),
    },
    { title: t('settings:policies.when'), key: 'when', render: (_, row) => <When conditions={row.when ?? {}} /> },
    {
      title: t('settings:policies.calendar'),
      key: 'calendar',
      className: styles.whole,
      render: (_, row) => calendarOf(row.calendar),
    },
    ...targets.map((target) => ({
      title: t(`components:promise.${target}`),
      key: target,
      align: 'right' as const,
      render: (_: unknown, row: Policy) => targetWords(row[target], language),
    })),
    { title: t('settings:policies.warn'), key: 'warn', align: 'right', render: (_, row) => `${row.warn} %` },
  ];
  if (onEdit) {
    columns.push({
      title: t('settings:actions'),
      key: 'actions',
      className: styles.actionsCell,
      align: 'right',
      render: (_, row) => (
        <Button
          size="small"
          type="text"
          onClick={() => onEdit(row)}
          aria-label={`${t('settings:change')}: ${names.in(row)}`}
        >
          {t('settings:change')}
        </Button>
      ),
    });
  }
  return (
    <Panel>
      <DataTable<Policy>
        named={['calendar', ...targets, 'warn']}
        rowKey="id"
        pagination={false}
        columns={columns}
        dataSource={policies}
        rowClassName={(row) => [row.active ? '' : styles.off, row.id === met ? styles.hit : ''].join(' ')}
      />
    </Panel>
  );
}

/** Conditions in words: 类型 故障 · 客户等级 金牌、白金. */
function When({ conditions }: { conditions: Conditions }) {
  const { t } = useTranslation();
  const names = useNames();
  const catalogue = useCatalogue();
  const given = conditionFields.filter((field) => (conditions[field] ?? []).length > 0);
  if (given.length === 0) return <span className={styles.quiet}>{t('settings:policies.always')}</span>;
  const nameOf = (field: (typeof given)[number], code: string) => {
    const value = valuesOf(catalogue, field).find((one) => one.code === code);
    return value ? names.in(value) : code;
  };
  return (
    <span className={styles.tags}>
      {given.map((field) => (
        <span key={field} className={styles.tag}>
          <span className={styles.condition}>{t(`settings:field.${field}`)}</span>{' '}
          {(conditions[field] ?? []).map((code) => nameOf(field, code)).join(' / ')}
        </span>
      ))}
    </span>
  );
}
