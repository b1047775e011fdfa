import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { customerQuery } from '@/api/customers';
import { usePlanNames } from '@/api/plans';
import { useMe } from '@/api/session';
import { ticketsQuery } from '@/api/tickets';
import type { Customer } from '@/api/types';
import { StatusBadge, TierBadge } from '@/components/Badges';
import { rememberNote } from '@/components/knownNotes';
import { OutageNotes } from '@/components/outages/OutageNotes';
import { useOutages } from '@/components/outages/TerminalOutages';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import type { Draft } from './draft';
import styles from './Intake.module.css';
import { idOf } from './Labelled';
import { Terminals } from './Terminals';

interface SummaryProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** What is wrong with the acknowledgement of the note. */
  wrong?: string;
  wrongTerminal?: string;
}

/** What the person on the phone must know of the customer before going on. */
export function CustomerSummary({ draft, change, wrong, wrongTerminal }: SummaryProps) {
  const { data: customer, error, refetch } = useQuery(customerQuery(draft.customerId));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (customer === undefined) return <LoadingState rows={5} />;
  return (
    <>
      <Heading customer={customer} />
      <Note customer={customer} draft={draft} change={change} wrong={wrong} />
      <Halted customer={customer} />
      <Out customer={customer} terminalId={draft.terminalId} />
      <Terminals
        terminals={customer.terminals}
        value={draft.terminalId}
        onChange={(terminalId) => change({ terminalId })}
        wrong={wrongTerminal}
      />
      <OpenTickets customerId={customer.id} />
    </>
  );
}

function Heading({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const facts = [customer.number, t(`intake:${customer.kind}`), customer.industry, customer.unit.name];
  return (
    <div>
      <h2 className={styles.customerName}>
        <Link to="/customers/$id" params={{ id: customer.id }}>
          {customer.name}
        </Link>{' '}
        <TierBadge tier={customer.tier} />
      </h2>
      <div className={styles.quiet}>{facts.filter(Boolean).join(' · ')}</div>
    </div>
  );
}

function Note({
  customer,
  draft,
  change,
  wrong,
}: {
  customer: Customer;
  draft: Draft;
  change: SummaryProps['change'];
  wrong?: string;
}) {
  const { t } = useTranslation();
  const me = useMe();
  if (customer.note === '') return null;
  const id = idOf('acknowledged');
  return (
    <div className={styles.note}>
      <strong>{t('intake:note')}</strong>
      <p>{customer.note}</p>
      {customer.noteMust && (
        <Checkbox
          id={id}
          checked={draft.acknowledged}
          onChange={(e) => {
            change({ acknowledged: e.target.checked });
            rememberNote(me.id, customer.id, customer.note, e.target.checked);
          }}
          aria-describedby={wrong === undefined ? undefined : `${id}-wrong`}
        >
          {t('intake:acknowledge')}
        </Checkbox>
      )}
      {wrong !== undefined && (
        <div id={`${id}-wrong`} className={styles.wrong} role="alert">
          {wrong}
        </div>
      )}
    </div>
  );
}

/** Whether the network is out where the chosen terminal is, or any of the customer's. */
function Out({ customer, terminalId }: { customer: Customer; terminalId: string }) {
  const outages = useOutages(terminalId === '' ? { customer: customer.id } : { terminal: terminalId });
  return outages.length === 0 ? null : <OutageNotes outages={outages} />;
}

/** Services that do not run at present explain many a call. */
function Halted({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const names = useNames();
  const planName = usePlanNames();
  const halted = customer.subscriptions.filter(
    (s) => s.state === 'suspended-arrears' || s.state === 'suspended-identity',
  );
  if (halted.length === 0) return null;
  return (
    <ul className={styles.halted}>
      {halted.map((s) => (
        <li key={s.id}>
          {names.of('products', s.product)} {planName(s.plan)}: {t(`intake:subscription.${s.state}`)}
        </li>
      ))}
    </ul>
  );
}

function OpenTickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const { data } = useInfiniteQuery(ticketsQuery({ customer: customerId, status: 'active', sort: '-created' }, 10));
  const page = data?.pages[0];
  if (page === undefined) return null;
  return (
    <div>
      <h3 className={styles.subtitle}>{t('intake:open')}</h3>
      {page.items.length === 0 && <div className={styles.quiet}>{t('intake:openNone')}</div>}
      <ul className={styles.tickets}>
        {page.items.map((row) => (
          <li key={row.id}>
            <Link to="/tickets/$id" params={{ id: row.number }}>
              {row.number}
            </Link>{' '}
            <span className={styles.ticketSubject}>
              {names.of('kinds', row.kind)} · {row.subject}
            </span>
            <span className={styles.quiet}>
              <StatusBadge status={row.status} /> <Time at={row.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {page.nextCursor !== '' && (
        <Link to="/tickets" search={{ customer: customerId, status: 'active' }}>
          {t('intake:openAll')}
        </Link>
      )}
    </div>
  );
}
