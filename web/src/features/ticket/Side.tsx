import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { useMay } from '@/api/session';
import type { Ticket } from '@/api/types';
import { TierBadge } from '@/components/Badges';
import { Panel } from '@/components/Page';
import { Personal } from '@/components/personal/Personal';
import type { Hidden } from '@/components/personal/reveal';
import { Time } from '@/components/Time';
import { useLanguage } from '@/i18n/language';
import { orbitWords, placeWords } from '@/i18n/place';
import { exactWords } from '@/i18n/time';
import styles from './Side.module.css';

const TaskForms = lazy(() => import('@/components/care/TaskForms'));

/** What must be known of the customer: tier, special note, contacts, open matters. */
export function CustomerPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const customer = ticket.customerDetail;
  const others = customer?.contacts.filter((c) => c.phone !== ticket.contact.phone) ?? [];
  return (
    <Panel title={t('ticket:customer')} extra={customer && <RecordNeed ticket={ticket} />}>
      <div className={styles.body}>
        {customer ? (
          <>
            <p className={styles.name}>
              <Link to="/customers/$id" params={{ id: customer.id }}>
                {customer.name}
              </Link>{' '}
              <TierBadge tier={customer.tier} />
            </p>
            <p className={styles.quiet}>
              {[customer.number, customer.industry].filter((words) => words !== '').join(' · ')} ·{' '}
              <Link to="/tickets" search={{ customer: customer.id, status: 'active' }}>
                {t('ticket:openMatters', { count: customer.openTickets })}
              </Link>
            </p>
            {customer.note !== '' && <p className={styles.note}>{customer.note}</p>}
          </>
        ) : (
          <p className={styles.quiet}>{t('ticket:noCustomer')}</p>
        )}
        <dl className={styles.facts}>
          {(ticket.contact.name !== '' || ticket.contact.phone !== '') && (
            <Fact
              name={t('ticket:contactName')}
              value={<Person {...ticket.contact} hidden={{ of: 'ticket', id: ticket.id, field: 'contactPhone' }} />}
            />
          )}
          {others.length > 0 && (
            <Fact
              name={t('ticket:otherContacts')}
              value={others.map((c) => (
                <Person key={c.id} {...c} hidden={{ of: 'contact', id: c.id, field: 'phone' }} />
              ))}
            />
          )}
          <Fact name={t('ticket:code')} value={<b className={styles.code}>{ticket.code}</b>} />
          {ticket.urges > 0 && <Fact name={t('ticket:urged')} value={t('ticket:times', { count: ticket.urges })} />}
        </dl>
      </div>
    </Panel>
  );
}

/** A need that the customer speaks of in the course of the ticket becomes a task with an answer owed. */
function RecordNeed({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const mayDo = useMay('customer.write', 'handoff.work');
  const [open, setOpen] = useState(false);
  if (!mayDo || !ticket.customerDetail) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('care:need')}
      </Button>
      {open && (
        <Suspense>
          <TaskForms
            doing={{
              what: 'add',
              customerId: ticket.customerDetail.id,
              ticket: ticket.number,
              raisedBy: ticket.contact.name,
              channel: ticket.channel,
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Who to speak to, with the number to call. */
function Person({ name, role, phone, hidden }: { name: string; role?: string; phone: string; hidden: Hidden }) {
  const { t } = useTranslation();
  return (
    <span className={styles.person}>
      {name} {role && <small className={styles.role}>{role}</small>}{' '}
      {phone !== '' && <Personal tel value={phone} hidden={hidden} name={t('personal:phone', { who: name })} />}
    </span>
  );
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** The terminal and its place. */
export function TerminalPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { terminal, site } = ticket;
  if (!terminal) return null;
  const facts: [string, string][] = [
    [t('ticket:terminal.number'), terminal.number],
    ['SIM', terminal.sim],
    ['IMEI', terminal.imei],
    [t('ticket:terminal.serial'), terminal.serial],
    [
      t('ticket:terminal.satellite'),
      [terminal.satellite, orbitWords(terminal.satelliteLon)].filter((words) => words !== '').join(' '),
    ],
    [t('ticket:terminal.beam'), terminal.beam],
    [t('ticket:terminal.gateway'), terminal.gateway],
    [t('ticket:terminal.antenna'), terminal.antenna],
    [t('ticket:terminal.firmware'), terminal.firmware],
    [t('ticket:terminal.site'), site ? `${site.name} · ${names.of('areas', site.area)}` : ''],
    [t('ticket:terminal.place'), site ? placeWords(site, language) : ''],
  ];
  return (
    <Panel title={`${terminal.maker} ${terminal.model}`}>
      <div className={styles.body}>
        <p className={styles.quiet}>{names.of('products', terminal.product)}</p>
        <dl className={styles.facts}>
          {facts
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <Fact key={name} name={name} value={value} />
            ))}
        </dl>
      </div>
    </Panel>
  );
}

/** An instant as clocks show it; what somebody wrote instead of one, as it is. */
function instantWords(value: string): string {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : exactWords(at);
}

/** What was asked at intake, and how it ended. */
export function MatterPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const { kinds } = useCatalogue();
  const fields = kinds.find((k) => k.code === ticket.kind)?.fields ?? [];
  const details = fields.flatMap((field) => {
    const value = ticket.details?.[field.code] ?? '';
    const option = field.options?.find((o) => o.code === value);
    const said = field.type === 'datetime' ? instantWords(value) : option ? names.in(option) : value;
    const phone = field.type === 'phone' && (
      <Personal
        tel
        value={value}
        hidden={{ of: 'ticket', id: ticket.id, field: `details.${field.code}` }}
        name={names.in(field)}
      />
    );
    return value === '' ? [] : [[field.code, names.in(field), phone || said] as const];
  });
  const owed = ticket.missing.map((code) => fields.find((f) => f.code === code)).filter((f) => f !== undefined);
  return (
    <section className={styles.matter} aria-label={t('ticket:description')}>
      <p className={styles.description}>{ticket.description}</p>
      {details.length > 0 && (
        <dl className={styles.facts}>
          {details.map(([code, name, value]) => (
            <Fact key={code} name={name} value={value} />
          ))}
        </dl>
      )}
      {owed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('ticket:missing', { fields: owed.map((f) => names.in(f)).join('、') })}
        />
      )}
      {ticket.resolution && ticket.status !== 'open' && ticket.status !== 'handed' && (
        <div className={styles.resolution}>
          <b>{t('ticket:resolution')}</b> {names.of('links', ticket.resolution.link)} ·{' '}
          {names.of('causes', ticket.resolution.cause)} · {ticket.resolution.by} <Time at={ticket.resolution.at} />
          <p className={styles.description}>{ticket.resolution.summary}</p>
          {ticket.callback && ticket.status === 'resolved' && (
            <p className={styles.quiet}>
              {t('ticket:tries', { count: ticket.callback.tries, needed: ticket.callback.needed })}
            </p>
          )}
          {ticket.rating && (
            <p className={styles.quiet}>
              {t('ticket:rated', { score: ticket.rating.score })} {ticket.rating.comment}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
