import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Age, Bounce, Visit, Volume } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { FigureLink } from '@/components/FigureLink';
import { useLanguage } from '@/i18n/language';
import styles from './Flow.module.css';
import { movesOf, returnsOf, type Step, visitsOf } from './flow';
import { shareWords, spanWords, stepWords } from './labels';

/** A value with a bar from zero beside it, so that a column can be compared at a glance. */
function Barred({ value, most, words }: { value: number; most: number; words: ReactNode }) {
  return (
    <span className={styles.barred}>
      <span className={styles.barWords}>{words}</span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.fill}
          style={{ width: `${most > 0 ? (100 * value) / most : 0}%`, minWidth: value > 0 ? 1 : 0 }}
        />
      </span>
    </span>
  );
}

const mostOf = <T,>(rows: T[], value: (row: T) => number) => Math.max(0, ...rows.map(value));

/** How long matters stay, by stage or by unit. */
export function Visits({ rows, of }: { rows: Visit[]; of: 'stage' | 'unit' }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = (row: Visit) => (of === 'stage' ? t(`flow:stage.${row.stage}`) : (row.unit?.name ?? ''));
  const most = mostOf(rows, (row) => row.p90Minutes);
  const span = (key: 'medianMinutes' | 'meanMinutes' | 'p90Minutes', title: string) => ({
    title,
    key,
    className: styles.span,
    sorter: (a: Visit, b: Visit) => a[key] - b[key],
    render: (_: unknown, row: Visit) => <Barred value={row[key]} most={most} words={spanWords(row[key], language)} />,
  });
  const share = mostOf(rows, (row) => row.share);
  return (
    <DataTable<Visit>
      named={['tickets', 'visits', 'medianMinutes', 'meanMinutes', 'p90Minutes', 'share', 'returns']}
      rowKey={(row) => row.unit?.id ?? row.stage ?? ''}
      dataSource={rows}
      pagination={rows.length > 40 ? { pageSize: 40, size: 'small', showSizeChanger: false } : false}
      locale={{ emptyText: t('flow:noVisits') }}
      columns={[
        {
          title: of === 'stage' ? t('flow:ofStage') : t('flow:ofUnit'),
          key: 'name',
          render: (_, row) => <span className={styles.nameCell}>{nameOf(row)}</span>,
        },
        {
          title: t('flow:tickets'),
          key: 'tickets',
          align: 'right',
          className: styles.count,
          sorter: (a, b) => a.tickets.count - b.tickets.count,
          render: (_, row) => <FigureLink figure={row.tickets} label={nameOf(row)} />,
        },
        {
          title: t('flow:visits'),
          key: 'visits',
          align: 'right',
          className: styles.count,
          sorter: (a, b) => a.visits - b.visits,
          render: (_, row) => <FigureLink figure={visitsOf(row)} label={`${nameOf(row)} ${t('flow:visits')}`} />,
        },
        span('medianMinutes', t('flow:median')),
        span('meanMinutes', t('flow:mean')),
        span('p90Minutes', t('flow:p90')),
        {
          title: t('flow:share'),
          key: 'share',
          className: styles.span,
          sorter: (a, b) => a.share - b.share,
          render: (_, row) => <Barred value={row.share} most={share} words={shareWords(row.share)} />,
        },
        ...(of === 'unit'
          ? [
              {
                title: t('flow:returns'),
                key: 'returns',
                align: 'right' as const,
                className: styles.count,
                sorter: (a: Visit, b: Visit) => a.returns - b.returns,
                render: (_: unknown, row: Visit) => (
                  <FigureLink
                    figure={returnsOf(row)}
                    label={`${nameOf(row)} ${t('flow:returns')}`}
                    title={t('flow:returnsList')}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** Which units send matters back to each other. */
export function Bounces({ rows }: { rows: Bounce[] }) {
  const { t } = useTranslation();
  const most = mostOf(rows, (row) => row.moves);
  return (
    <DataTable<Bounce>
      named={['from', 'to', 'moves', 'tickets']}
      rowKey={(row) => `${row.from.id} ${row.to.id}`}
      dataSource={rows}
      pagination={rows.length > 10 ? { pageSize: 10, size: 'small', showSizeChanger: false } : false}
      locale={{ emptyText: t('flow:noBounces') }}
      columns={[
        {
          title: t('flow:bounceFrom'),
          key: 'from',
          render: (_, row) => <span className={styles.nameCell}>{row.from.name}</span>,
        },
        {
          title: t('flow:bounceTo'),
          key: 'to',
          render: (_, row) => <span className={styles.nameCell}>{row.to.name}</span>,
        },
        {
          title: t('flow:moves'),
          key: 'moves',
          className: styles.span,
          render: (_, row) => (
            <Barred
              value={row.moves}
              most={most}
              words={
                <FigureLink figure={movesOf(row)} label={`${row.from.name} → ${row.to.name} ${t('flow:moves')}`} />
              }
            />
          ),
        },
        {
          title: t('flow:tickets'),
          key: 'tickets',
          align: 'right',
          className: styles.count,
          render: (_, row) => <FigureLink figure={row.tickets} label={`${row.from.name} → ${row.to.name}`} />,
        },
      ]}
    />
  );
}

/** How old the open tickets are. */
export function Ages({ rows }: { rows: Age[] }) {
  const { t } = useTranslation();
  const most = mostOf(rows, (row) => row.tickets.count);
  const words = (row: Age) =>
    row.toDays === 0
      ? t('flow:ageFrom', { from: row.fromDays })
      : t('flow:ageBetween', { from: row.fromDays, to: row.toDays });
  return (
    <ul className={styles.ages}>
      {rows.map((row) => (
        <li key={row.fromDays}>
          <span>{words(row)}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.fill} style={{ width: `${most > 0 ? (100 * row.tickets.count) / most : 0}%` }} />
          </span>
          <FigureLink figure={row.tickets} label={words(row)} />
        </li>
      ))}
    </ul>
  );
}

/** The numbers behind the chart, for those who read rather than see, and for the keyboard. */
export function Volumes({ rows, by }: { rows: Volume[]; by: Step }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <DataTable<Volume>
      named={['created', 'closed']}
      rowKey="start"
      dataSource={rows}
      pagination={rows.length > 12 ? { pageSize: 12, size: 'small', showSizeChanger: false } : false}
      columns={[
        { title: t(`flow:step.${by}`), key: 'start', render: (_, row) => stepWords(row.start, by, language) },
        {
          title: t('flow:created'),
          key: 'created',
          align: 'right',
          render: (_, row) => <FigureLink figure={row.created} label={t('flow:created')} />,
        },
        {
          title: t('flow:closed'),
          key: 'closed',
          align: 'right',
          render: (_, row) => <FigureLink figure={row.closed} label={t('flow:closed')} />,
        },
      ]}
    />
  );
}
