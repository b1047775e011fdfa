import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NamedList, useNames } from '@/api/catalogue';
import type { Ticket, TicketPromise } from '@/api/types';
import { Clock } from '@/components/Clock';
import { Panel } from '@/components/Page';
import styles from './Promises.module.css';
import { ReplayStrip } from './ReplayStrip';

const lists: Record<string, NamedList> = {
  kind: 'kinds',
  tier: 'tiers',
  servicePlan: 'servicePlans',
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
    .map(({ field, value }) => `${t(`events:field.${field}`)} ${names.of(lists[field] ?? 'kinds', value)}`)
    .join(' · ');
  return (
    <Panel title={t('ticket:promises')}>
      <div className={styles.body}>
        {ticket.policy && (
          <p className={styles.policy}>
            {t('ticket:policy', { name: names.in(ticket.policy) })}
            {ticket.policy.unit && ` · ${t('people:policies.of', { name: ticket.policy.unit.name })}`}
            {why !== '' && <small> {t('ticket:because', { why })}</small>}
          </p>
        )}
        <ul className={styles.list}>
          {openFirst(ticket.promises).map((promise) => (
            <One key={promise.id} promise={promise} usual={ticket.policy?.code} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** What still counts stands above what has ended. */
function openFirst(promises: TicketPromise[]): TicketPromise[] {
  const ended = ({ state }: TicketPromise) => (state === 'running' || state === 'paused' ? 0 : 1);
  return [...promises].sort((a, b) => ended(a) - ended(b));
}

/** A clock; its policy is named where it is not the ticket's. */
function One({ promise, usual }: { promise: TicketPromise; usual?: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.one}>
      <div className={styles.head}>
        <span className={styles.clock}>
          <span>
            {t(`components:promise.${promise.kind}`)}
            {promise.handoffId !== null && <span className={styles.unit}> · {promise.unit}</span>}
          </span>
          <Clock promise={promise} layout="stacked" />
        </span>
        <Button type="text" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('ticket:replay')}
        </Button>
      </div>
      {promise.policy !== '' && promise.policy !== usual && (
        <small className={styles.unit}>{t('ticket:policy', { name: names.of('policies', promise.policy) })}</small>
      )}
      {promise.state === 'paused' && promise.note !== '' && <small>{promise.note}</small>}
      {promise.uncoveredYears.length > 0 && (
        <small className={styles.warn}>{t('ticket:uncovered', { years: promise.uncoveredYears.join('、') })}</small>
      )}
      {open && <ReplayStrip promiseId={promise.id} />}
    </li>
  );
}
