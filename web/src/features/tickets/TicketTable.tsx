import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { type RefCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMe } from '@/api/session';
import type { Role, TicketRow } from '@/api/types';
import { PriorityBadge, StatusBadge, TierBadge } from '@/components/Badges';
import { ChainStrip } from '@/components/Chain';
import { Clock } from '@/components/Clock';
import { TagChips } from '@/components/TagChips';
import { Time } from '@/components/Time';
import styles from './TicketTable.module.css';
import type { Selection } from './useSelection';

interface TicketTableProps {
  rows: TicketRow[];
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

/** Who sees more tickets than the own ones, and so asks whose they are. */
const overseers: Role[] = ['supervisor', 'admin', 'auditor'];

/** Tickets as dense rows; as cards on a phone. */
export function TicketTable({ rows, holder, selection, hasMore, loadingMore, onMore, ...row }: TicketTableProps) {
  const { t } = useTranslation();
  const withOwner = useMe().roles.some((role) => overseers.includes(role));
  const columns = ['number', 'subject', 'customer', 'chain', 'where', withOwner && 'owner', 'promise', 'changed'];
  const look = [
    styles.table,
    withOwner && styles.owned,
    selection && selection.rows.length > 0 && styles.picking,
  ].filter(Boolean);
  return (
    <div className={styles.scroll} ref={holder}>
      <table className={look.join(' ')}>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className={styles.pick}>
                <Checkbox
                  aria-label={t('tickets:selectAll')}
                  checked={selection.rows.length === rows.length}
                  indeterminate={selection.rows.length > 0 && selection.rows.length < rows.length}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {columns
              .filter((name) => name !== false)
              .map((name) => (
                <th key={name} scope="col" className={styles[name]}>
                  {t(`tickets:column.${name}`)}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one, i) => (
            <Row key={one.id} {...row} row={one} index={i} selection={selection} withOwner={withOwner} />
          ))}
        </tbody>
      </table>
      {hasMore && <More loading={loadingMore} onMore={onMore} />}
    </div>
  );
}

interface RowProps extends Pick<TicketTableProps, 'at' | 'onPoint' | 'onPreview' | 'selection'> {
  row: TicketRow;
  index: number;
  withOwner: boolean;
}

function Row({ row, index, at, onPoint, onPreview, selection, withOwner }: RowProps) {
  const { t } = useTranslation();
  const names = useNames();
  const look = `${index === at ? styles.pointed : ''} ${selection?.has(row) ? styles.picked : ''}`;
  return (
    <tr data-row={index} className={look} onClick={() => onPreview(index)}>
      {selection && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click beside the box from opening the preview
        <td className={styles.pick} onClick={(e) => e.stopPropagation()}>
          <Checkbox
            aria-label={t('tickets:select', { number: row.number })}
            checked={selection.has(row)}
            onChange={() => selection.toggle(row)}
          />
        </td>
      )}
      <td className={styles.number}>
        <span className={styles.line}>
          <span className={styles.digits}>{row.number}</span>
          <span
            className={`${styles.kind} ${row.kind === 'emergency' ? styles.emergency : ''}`}
            title={names.of('kinds', row.kind)}
          >
            {names.of('kinds', row.kind)}
          </span>
        </span>
      </td>
      <td className={styles.subject}>
        <span className={styles.line}>
          <PriorityBadge priority={row.priority} />
          <Link
            to="/tickets/$id"
            params={{ id: row.number }}
            title={row.subject}
            onFocus={() => onPoint(index)}
            onClick={(e) => e.stopPropagation()}
          >
            {row.subject}
          </Link>
          <Counts row={row} />
          <TagChips tags={row.tags} />
        </span>
      </td>
      <td className={styles.customer}>
        <span className={styles.line}>
          <span className={styles.cut} title={row.customer?.name}>
            {row.customer?.name ?? '–'}
          </span>
          <TierBadge tier={row.tier} />
        </span>
      </td>
      <td className={styles.chain}>
        <ChainStrip links={row.links} handoffs={row.where} />
      </td>
      <td className={styles.where}>
        <Where row={row} />
      </td>
      {withOwner && (
        <td className={styles.owner} title={`${row.owner.name} · ${row.ownerUnit.name}`}>
          {row.owner.name} <small>{row.ownerUnit.name}</small>
        </td>
      )}
      <td className={styles.promise}>
        {row.promise ? <Clock promise={row.promise} layout="brief" /> : <StatusBadge status={row.status} />}
      </td>
      <td className={styles.changed}>
        <Time at={row.updatedAt} as="short" />
      </td>
    </tr>
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

/** Where the ticket is now: the units that have it, or its owner. */
function Where({ row }: { row: TicketRow }) {
  const { t } = useTranslation();
  const places = row.where.map((p) => (p.staff === '' ? p.unit : `${p.unit} · ${p.staff}`));
  const [first, ...others] = places.length > 0 ? places : [`${row.ownerUnit.name} · ${row.owner.name}`];
  return (
    <span className={styles.line} title={places.length > 1 ? places.join('\n') : first}>
      <span className={styles.cut}>{first}</span>
      {others.length > 0 && <span className={styles.plus}>{t('tickets:andMore', { count: others.length })}</span>}
    </span>
  );
}

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
