import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { type CSSProperties, type ReactNode, type RefCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Place, TicketRow } from '@/api/types';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { ChainStrip } from '@/components/Chain';
import { Clock } from '@/components/Clock';
import { TagChips } from '@/components/TagChips';
import { Time } from '@/components/Time';
import { useWaits } from '@/components/waits';
import { type Column, columnWidth, widthOf } from './filters';
import styles from './TicketTable.module.css';
import type { Selection } from './useSelection';

interface TicketTableProps {
  rows: TicketRow[];
  /** Those that are shown. */
  columns: Column[];
  /** The person has chosen them: all keep their room, and the table scrolls sideways. */
  chosen: boolean;
  /** Tells how wide the columns may be together, each time that changes. */
  onRoom: (pixels: number) => void;
  /** The row that the keys point at. */
  at: number;
  onPoint: (index: number) => void;
  onPreview: (index: number) => void;
  holder: RefCallback<HTMLElement>;
  /** Absent for who can do nothing with several tickets. */
  selection?: Selection<TicketRow>;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}

/** How wide the boxes' column is, in pixels. */
const pickWidth = 32;

/** Tickets as dense rows; as cards on a phone. */
export function TicketTable({
  rows,
  chosen,
  onRoom,
  holder,
  selection,
  hasMore,
  loadingMore,
  onMore,
  ...row
}: TicketTableProps) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const box = selection ? pickWidth : 0;
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const cards = window.matchMedia('(max-width: 720px)').matches; // where all stand below each other
      if (entry) onRoom(cards ? Number.POSITIVE_INFINITY : entry.contentRect.width - box);
    });
    if (scroll.current) watch.observe(scroll.current);
    return () => watch.disconnect();
  }, [box, onRoom]);
  const least = box + widthOf(row.columns);
  return (
    <div className={styles.scroll} ref={scroll}>
      <table
        className={`${styles.table} ${chosen ? '' : styles.usual}`}
        style={{ '--least': `${least}px` } as CSSProperties}
      >
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={styles.pick} style={{ width: pickWidth }}>
                <Checkbox
                  aria-label={t('tickets:selectAll')}
                  checked={selection.full}
                  indeterminate={selection.rows.length > 0 && !selection.full}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {row.columns.map((name) => (
              <th key={name} scope="col" style={name === 'subject' ? undefined : { width: columnWidth[name] }}>
                {t(`tickets:column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={holder}>
          {rows.map((one, i) => (
            <Row key={one.id} {...row} row={one} index={i} selection={selection} />
          ))}
        </tbody>
      </table>
      {hasMore && <More loading={loadingMore} onMore={onMore} />}
    </div>
  );
}

interface RowProps extends Pick<TicketTableProps, 'columns' | 'at' | 'onPoint' | 'onPreview' | 'selection'> {
  row: TicketRow;
  index: number;
}

function Row({ row, columns, index, at, onPoint, onPreview, selection }: RowProps) {
  const { t } = useTranslation();
  const look = `${index === at ? styles.pointed : ''} ${selection?.has(row) ? styles.picked : ''}`;
  return (
    <tr data-row={index} className={look} onClick={() => onPreview(index)}>
      {selection && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click beside the box from opening the preview
        <td className={styles.pick} onClick={(e) => e.stopPropagation()}>
          <Checkbox
            aria-label={t('tickets:select', { number: row.number })}
            checked={selection.has(row)}
            onChange={(e) => selection.toggle(row, (e.nativeEvent as MouseEvent).shiftKey)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column} className={styles[column]} data-name={t(`tickets:column.${column}`)}>
          <Cell column={column} columns={columns} row={row} onFocus={() => onPoint(index)} />
        </td>
      ))}
    </tr>
  );
}

interface CellProps {
  column: Column;
  columns: Column[];
  row: TicketRow;
  onFocus: () => void;
}

/** What a column shows of a ticket. */
function Cell({ column, columns, row, onFocus }: CellProps): ReactNode {
  const names = useNames();
  switch (column) {
    case 'number':
      return <NumberCell row={row} />;
    case 'subject':
      return <SubjectCell columns={columns} row={row} onFocus={onFocus} />;
    case 'customer':
      return <CustomerCell row={row} />;
    case 'chain':
      return <ChainStrip links={row.links} handoffs={row.where} />;
    case 'where':
      return <Where row={row} />;
    case 'owner':
      return (
        <span className={styles.cut} title={`${row.owner.name} · ${row.ownerUnit.name}`}>
          {row.owner.name} <small>{row.ownerUnit.name}</small>
        </span>
      );
    case 'promise':
      return row.promise ? <Clock promise={row.promise} layout="brief" /> : <StatusBadge status={row.status} />;
    case 'changed':
      return <Time at={row.updatedAt} as="short" />;
    case 'status':
      return <StatusBadge status={row.status} />;
    case 'kind':
      return names.of('kinds', row.kind);
    case 'category':
      return names.of('categories', row.category);
    case 'priority':
      return names.of('priorities', row.priority);
    case 'tier':
      return names.of('tiers', row.tier);
    case 'terminal':
      return row.terminalNumber;
    case 'created':
      return <Time at={row.createdAt} as="short" />;
    case 'closed':
      return row.closedAt && <Time at={row.closedAt} as="short" />;
    default:
      return row[column] || '';
  }
}

function NumberCell({ row }: { row: TicketRow }) {
  const names = useNames();
  const kind = names.of('kinds', row.kind);
  return (
    <>
      <span className={styles.digits}>{row.number}</span>{' '}
      <span className={`${styles.kindWord} ${row.kind === 'emergency' ? styles.emergency : ''}`} title={kind}>
        {kind}
      </span>
    </>
  );
}

/** The subject has the first line; what else is worth knowing, and the customer who has given way, stand below it. */
function SubjectCell({ columns, row, onFocus }: Omit<CellProps, 'column'>) {
  const { t } = useTranslation();
  const urged = row.urged || row.where.some((place) => place.urged);
  const customer = columns.includes('customer') ? undefined : row.customer?.name;
  return (
    <>
      <span className={styles.line}>
        <PriorityBadge priority={row.priority} />
        <Link
          to="/tickets/$id"
          params={{ id: row.number }}
          title={row.subject}
          onFocus={onFocus}
          onClick={(e) => e.stopPropagation()}
        >
          {row.subject}
        </Link>
        {urged && (
          <span className={styles.urged} title={t('components:urged')}>
            {t('tickets:urgedShort')}
          </span>
        )}
      </span>
      <span className={styles.under}>
        {customer && (
          <span className={styles.who} title={customer}>
            {customer}
          </span>
        )}
        <Counts row={row} />
        <TagChips tags={row.tags} />
      </span>
    </>
  );
}

function CustomerCell({ row }: { row: TicketRow }) {
  return (
    <span className={styles.line}>
      <span className={styles.cut} title={row.customer?.name}>
        {row.customer?.name ?? '–'}
      </span>
      <TierBadge tier={row.tier} />
    </span>
  );
}

/** Returns, bounces and reopenings, where there are any. */
function Counts({ row }: { row: TicketRow }) {
  const { t } = useTranslation();
  const counts = [
    ['↩', row.returns, 'tickets:returned'],
    ['⇄', row.bounces, 'tickets:bounced'],
    ['↻', row.reopened, 'tickets:reopened'],
  ] as const;
  return counts
    .filter(([, n]) => n > 0)
    .map(([sign, n, words]) => (
      <span key={words} className={styles.sign} title={t(words, { count: n })}>
        <span aria-hidden="true">
          {sign}
          {n}
        </span>
        <span className="visuallyHidden">{t(words, { count: n })}</span>
      </span>
    ));
}

/** Where the ticket is now: the units that have it and how long they have, or its owner. */
function Where({ row }: { row: TicketRow }) {
  const { t } = useTranslation();
  const waits = useWaits();
  const [first, ...others] = row.where;
  if (first === undefined) return <span className={styles.cut}>{`${row.ownerUnit.name} · ${row.owner.name}`}</span>;
  const words = row.where.map((place) => placeWords(place, waits(place)));
  // The next promise has a column of its own.
  const wait = first.dueAt !== null && first.dueAt === row.promise?.dueAt ? '' : waits(first);
  return (
    <span title={words.join('\n')}>
      <span className={styles.line}>
        <span className={styles.cut}>{first.staff === '' ? first.unit : `${first.unit} · ${first.staff}`}</span>
        {others.length > 0 && <span className={styles.plus}>{t('tickets:andMore', { count: others.length })}</span>}
      </span>
      {wait !== '' && <span className={styles.wait}>{wait}</span>}
    </span>
  );
}

const placeWords = ({ unit, staff }: Place, wait: string) =>
  [unit, staff, wait].filter((word) => word !== '').join(' · ');

/** Reads on when it comes into sight. */
function More({ loading, onMore }: { loading: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    if (loading || end.current === null) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [loading]);
  return (
    <div ref={end} className={styles.more}>
      <Button type="text" loading={loading} onClick={onMore}>
        {t('tickets:more')}
      </Button>
    </div>
  );
}
