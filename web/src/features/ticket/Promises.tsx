import { useQuery } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NamedList, useNames } from '@/api/catalogue';
import type { ReplayPiece, Ticket, TicketPromise } from '@/api/types';
import { Clock } from '@/components/Clock';
import { Panel } from '@/components/Page';
import { useLanguage } from '@/i18n/language';
import { durationWords, exactWords } from '@/i18n/time';
import { replayQuery } from './api';
import styles from './Promises.module.css';

const lists: Record<string, NamedList> = {
  kind: 'kinds',
  tier: 'tiers',
  product: 'products',
  category: 'categories',
  priority: 'priorities',
  area: 'areas',
};

/** Every clock of the ticket, the policy that set it and why, and each clock's life piece by piece. */
export function Promises({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const why = (ticket.policy?.why ?? [])
    .map(({ field, value }) => `${t(`ticket:field.${field}`)} ${names.of(lists[field] ?? 'kinds', value)}`)
    .join(' · ');
  return (
    <Panel title={t('ticket:promises')}>
      <div className={styles.body}>
        {ticket.policy && (
          <p className={styles.policy}>
            {t('ticket:policy', { name: names.in(ticket.policy) })}
            {why !== '' && <small> {t('ticket:because', { why })}</small>}
          </p>
        )}
        <ul className={styles.list}>
          {ticket.promises.map((promise) => (
            <One key={promise.id} promise={promise} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function One({ promise }: { promise: TicketPromise }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.one}>
      <div className={styles.head}>
        <span className={styles.clock}>
          {promise.handoffId !== null && <small className={styles.unit}>{promise.unit}</small>}
          <Clock promise={promise} named />
        </span>
        <Button type="text" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('ticket:replay')}
        </Button>
      </div>
      {promise.uncoveredYears.length > 0 && (
        <small className={styles.warn}>{t('ticket:uncovered', { years: promise.uncoveredYears.join('、') })}</small>
      )}
      {open && <Replay promise={promise} />}
    </li>
  );
}

/** The minutes that lie between an instant and another. */
const span = (piece: ReplayPiece) => (Date.parse(piece.to) - Date.parse(piece.from)) / 60_000;

function Replay({ promise }: { promise: TicketPromise }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { data } = useQuery(replayQuery(promise.id));
  if (!data) return null;
  const words = (piece: ReplayPiece) =>
    piece.kind === 'paused'
      ? t('ticket:piece.pausedFor', { reason: names.of('pauses', piece.reason) })
      : t(`ticket:piece.${piece.kind}`);
  return (
    <div className={styles.replay}>
      <div className={styles.strip} aria-hidden="true">
        {data.pieces.map((piece) => (
          <Tooltip key={piece.from} title={`${words(piece)} ${durationWords(span(piece), language)}`}>
            <span className={styles[piece.kind]} style={{ flexGrow: Math.max(span(piece), 1) }} />
          </Tooltip>
        ))}
      </div>
      <table className={styles.pieces}>
        <tbody>
          {data.pieces.map((piece) => (
            <tr key={piece.from}>
              <td>{exactWords(new Date(piece.from))}</td>
              <td>
                <i className={styles[piece.kind]} /> {words(piece)}
              </td>
              <td className={styles.number}>{durationWords(span(piece), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.sum}>
        {t('ticket:sum', {
          used: durationWords(data.promise.elapsedMinutes, language),
          target: durationWords(data.promise.targetMinutes, language),
        })}
      </p>
    </div>
  );
}
