import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMe } from '@/api/session';
import type { Ticket } from '@/api/types';
import { isNoteKnown, rememberNote } from '@/components/knownNotes';
import { useDraft } from '@/components/useDraft';
import { Escalation } from './Escalation';
import { MergedNotice } from './MergedNotice';
import { Plea } from './Plea';
import styles from './TicketPage.module.css';

/** What must be known before one goes on: a note on the customer to acknowledge, a link that units dispute. */
export function Notices({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const customer = ticket.customerDetail;
  const open = ticket.disputes.filter((d) => d.state === 'open');
  return (
    <>
      {customer?.noteMust && (
        <MustKnow key={ticket.id} ticketId={ticket.id} customerId={customer.id} note={customer.note} />
      )}
      <MergedNotice ticket={ticket} />
      <Plea ticket={ticket} />
      <Escalation ticket={ticket} />
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

/**
 * A note that stays until it is acknowledged: on this ticket, or today for this customer, as when the matter was taken
 * in. It comes back when its words change.
 */
function MustKnow({ ticketId, customerId, note }: { ticketId: string; customerId: string; note: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [known, setKnown] = useDraft(`ticket.${ticketId}.known`, '');
  if (known === note || isNoteKnown(me.id, customerId, note)) return null;
  const acknowledge = () => {
    setKnown(note);
    rememberNote(me.id, customerId, note);
  };
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
        <Button size="small" onClick={acknowledge}>
          {t('ticket:noteSeen')}
        </Button>
      }
    />
  );
}
