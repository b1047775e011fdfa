import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { ticketQuery } from '@/api/tickets';
import type { Dispute, Handoff } from '@/api/types';
import { Time } from '@/components/Time';
import styles from './Disputes.module.css';

/** The handoffs for the link that units gave back, oldest first. */
export function returnsOf({ link }: Pick<Dispute, 'link'>, handoffs: Handoff[]): Handoff[] {
  return handoffs
    .filter((h) => h.status === 'returned' && h.links.includes(link))
    .sort((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''));
}

/** Which units gave the link back and why; their names alone until the ticket has been read. */
export function Returns({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data } = useQuery({ ...ticketQuery(dispute.ticketNumber), staleTime: 60_000 });
  const returns = returnsOf(dispute, data?.handoffs ?? []);
  if (returns.length === 0) {
    return (
      <p className={styles.facts}>
        {t('disputes:returnedBy')} {dispute.units.map((u) => u.name).join(t('disputes:comma'))}
      </p>
    );
  }
  return (
    <ul className={styles.returns} aria-label={t('disputes:returnedBy')}>
      {returns.map((handoff) => (
        <li key={handoff.id}>
          <b>{handoff.unit}</b> {t('disputes:gaveBack', { reason: names.of('returns', handoff.returnReason) })}
          {handoff.endedAt && (
            <small className={styles.when}>
              {' · '}
              <Time at={handoff.endedAt} as="day" />
            </small>
          )}
          {handoff.returnText !== '' && <q>{handoff.returnText}</q>}
        </li>
      ))}
    </ul>
  );
}
