import { PlusOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Customer, Terminal } from '@/api/types';
import { Panel } from '@/components/Page';
import { EmptyState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { orbitWords, placeWords } from '@/i18n/place';
import styles from './CustomerPage.module.css';
import type { Adding } from './forms';

interface PartProps {
  customer: Customer;
  /** Opens a form; absent for who may not write. */
  onAdd?: (what: Adding) => void;
}

function AddButton({ what, onAdd }: { what: 'contact' | 'site' | 'terminal'; onAdd?: (what: Adding) => void }) {
  const { t } = useTranslation();
  if (!onAdd) return null;
  return (
    <Button
      type="text"
      size="small"
      icon={<PlusOutlined />}
      aria-label={t(`customers:addTitle.${what}`)}
      onClick={() => onAdd(what)}
    />
  );
}

export function Terminals({ customer, onAdd }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('customers:terminals', { count: customer.terminals.length })}
      extra={<AddButton what="terminal" onAdd={onAdd} />}
    >
      {customer.terminals.length === 0 && <EmptyState title={t('customers:noTerminals')} />}
      <ul className={styles.rows}>
        {customer.terminals.map((terminal) => (
          <TerminalLine key={terminal.id} terminal={terminal} />
        ))}
      </ul>
    </Panel>
  );
}

function TerminalLine({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const names = useNames();
  const ids = (['sim', 'imei', 'serial'] as const).filter((id) => terminal[id] !== '');
  const satellite = [terminal.satellite, orbitWords(terminal.satelliteLon)].filter(Boolean).join(' ');
  const sky = [satellite, terminal.beam, terminal.gateway, terminal.antenna].filter((s) => s !== '');
  const marks = ids.map((id) => `${id === 'serial' ? t('customers:serial') : id.toUpperCase()} ${terminal[id]}`);
  if (terminal.firmware !== '') marks.push(`${t('customers:firmware')} ${terminal.firmware}`);
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <strong>{terminal.number || terminal.serial || terminal.model}</strong>
        <span>{[terminal.maker, terminal.model].filter(Boolean).join(' ')}</span>
        <span className={styles.quiet}>{names.of('products', terminal.product)}</span>
        {terminal.state !== 'active' && (
          <span className={styles.warn}>{t(`customers:terminalState.${terminal.state}`)}</span>
        )}
        <Link to="/tickets" search={{ terminal: terminal.id, sort: '-created' }} className={styles.push}>
          {t('customers:itsTickets')}
        </Link>
      </div>
      <div className={styles.quiet}>{[terminal.siteName, ...sky].filter(Boolean).join(' · ')}</div>
      <div className={styles.quiet}>{marks.join(' · ')}</div>
    </li>
  );
}

export function Subscriptions({ customer }: PartProps) {
  const { t } = useTranslation();
  const names = useNames();
  const numbers = new Map(customer.terminals.map((terminal) => [terminal.id, terminal.number]));
  if (customer.subscriptions.length === 0) return null;
  return (
    <Panel title={t('customers:subscriptions', { count: customer.subscriptions.length })}>
      <ul className={styles.rows}>
        {customer.subscriptions.map((s) => (
          <li key={s.id} className={styles.item}>
            <div className={styles.itemHead}>
              <strong>{s.plan}</strong>
              <span className={styles.quiet}>
                {[names.of('products', s.product), s.terminalId && numbers.get(s.terminalId)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className={`${styles.push} ${s.state === 'active' ? '' : styles.warn}`}>
                {t(`customers:subscriptionState.${s.state}`)}
              </span>
              <span className={styles.quiet}>
                {s.endsOn === '' ? t('customers:since', { day: s.startsOn }) : `${s.startsOn} – ${s.endsOn}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Contacts({ customer, onAdd }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('customers:contacts', { count: customer.contacts.length })}
      extra={<AddButton what="contact" onAdd={onAdd} />}
    >
      {customer.contacts.length === 0 && <EmptyState title={t('customers:noContacts')} />}
      <ul className={styles.rows}>
        {customer.contacts.map((contact) => (
          <li key={contact.id} className={styles.item}>
            <div className={styles.itemHead}>
              <strong>{contact.name}</strong>
              {contact.role !== '' && <span className={styles.quiet}>{contact.role}</span>}
              {contact.main && <span className={styles.main}>{t('customers:main')}</span>}
            </div>
            <div>
              {contact.phone !== '' && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
              {contact.email !== '' && <span className={styles.id}>{contact.email}</span>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function Sites({ customer, onAdd }: PartProps) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  return (
    <Panel
      title={t('customers:sites', { count: customer.sites.length })}
      extra={<AddButton what="site" onAdd={onAdd} />}
    >
      {customer.sites.length === 0 && <EmptyState title={t('customers:noSites')} />}
      <ul className={styles.rows}>
        {customer.sites.map((site) => (
          <li key={site.id} className={styles.item}>
            <div className={styles.itemHead}>
              <strong>{site.name}</strong>
              <span className={styles.quiet}>{names.of('areas', site.area)}</span>
            </div>
            <div className={styles.quiet}>{[site.address, placeWords(site, language)].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
