import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Ticket } from '@/api/types';
import { useDraft } from '@/components/useDraft';
import styles from './TicketPage.module.css';

/** What must be known before one goes on: a note on the customer to acknowledge, a link that units dispute. */
export function Notices({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const open = ticket.disputes.filter((d) => d.state === 'open');
  return (
    <>
      {ticket.customerDetail?.noteMust && (
        <MustKnow key={ticket.id} ticket={ticket} note={ticket.customerDetail.note} />
      )}
      {open.map((dispute) => (
        <Alert
          key={dispute.id}
          type="warning"
          showIcon
          title={t('ticket:disputed', {
            link: names.of('links', dispute.link),
            unit: dispute.supervisorUnit.name,
          })}
          action={
            <Link to="/disputes" className={styles.more}>
              {t(dispute.may.ok ? 'ticket:decide' : 'ticket:seeDispute')}
            </Link>
          }
        />
      ))}
    </>
  );
}

/** A note that stays until it is acknowledged on this ticket, and comes back when its words change. */
function MustKnow({ ticket, note }: { ticket: Ticket; note: string }) {
  const { t } = useTranslation();
  const [known, setKnown] = useDraft(`ticket.${ticket.id}.known`, '');
  if (known === note) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <>
          <b>{t('ticket:mustKnow')}</b> {note}
        </>
      }
      action={
        <Button size="small" onClick={() => setKnown(note)}>
          {t('ticket:noteSeen')}
        </Button>
      }
    />
  );
}
