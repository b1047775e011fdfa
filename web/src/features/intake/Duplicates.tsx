import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import { similarQuery } from '@/api/tickets';
import type { TicketEvent } from '@/api/types';
import { StatusBadge } from '@/components/Badges';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { toNote } from './draft';
import styles from './Intake.module.css';
import type { Drafting } from './useIntakeDraft';

interface DuplicatesProps {
  drafting: Drafting;
  onAdded: () => void;
}

/**
 * Warns of tickets that may be about the same matter, before another is filed. Each opens beside the draft, and what
 * has been written can be put there as a note.
 */
export function Duplicates({ drafting, onAdded }: DuplicatesProps) {
  const { t } = useTranslation();
  const { draft } = drafting;
  const { customerId: customer, terminalId: terminal, category } = draft;
  const { data: similar = [] } = useQuery(similarQuery({ customer, terminal, category }));
  // What the matter is about is known already.
  const data = similar.filter((row) => row.id !== draft.aboutId);
  const adding = useAdding(drafting, onAdded);
  const text = toNote(draft);
  if (data.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('intake:similar', { count: data.length })}
      description={
        <ul className={styles.similar}>
          {data.map((row) => (
            <li key={row.id}>
              <Link to="/tickets/$id" params={{ id: row.number }} target="_blank">
                {row.number} {row.subject}
              </Link>{' '}
              <StatusBadge status={row.status} />{' '}
              <span className={styles.quiet}>
                {row.why.map((why) => t(`intake:same.${why}`)).join(' · ')} · <Time at={row.createdAt} as="short" />
              </span>
              {!row.takes && (
                <Link to="/tickets/$id" params={{ id: row.number }} target="_blank">
                  {t('intake:openOld')}
                </Link>
              )}
              {row.takes && text !== '' && (
                <Popconfirm
                  title={t('intake:addToSure', { number: row.number })}
                  description={t('intake:addToHint')}
                  okText={t('intake:addTo')}
                  onConfirm={() => adding.mutate({ number: row.number, text, key: draft.key })}
                >
                  <Button type="link" size="small" disabled={adding.isPending}>
                    {t('intake:addTo')}
                  </Button>
                </Popconfirm>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** Writes the draft as a note on a ticket that there is, lets it go and shows that ticket. */
function useAdding(drafting: Drafting, onAdded: () => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return useChange(
    async ({ number, text, key }: { number: string; text: string; key: string }) => {
      await drafting.hold();
      const once = { 'Idempotency-Key': `${key} ${number}` };
      return post<TicketEvent>(`/tickets/${number}/notes`, { text, mentions: [] }, once);
    },
    {
      touches: [['tickets'], ['ticket']],
      done: t('intake:added'),
      onDone: (_event, { number }) => {
        drafting.drop();
        onAdded();
        void navigate({ to: '/tickets/$id', params: { id: number } });
      },
      onFail: () => {
        drafting.release();
        return false;
      },
    },
  );
}
