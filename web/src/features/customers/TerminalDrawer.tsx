import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { customerQuery, terminalQuery } from '@/api/customers';
import { usePlanNames } from '@/api/plans';
import type { Customer, Terminal } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { useNow } from '@/i18n/now';
import { orbitWords } from '@/i18n/place';
import { dayAt, warrantyState } from './days';
import type { OnDo } from './doing';
import { goldenFields, goldenWords } from './history';
import styles from './Terminal.module.css';
import { TerminalHistory } from './TerminalHistory';
import { terminalName } from './terminalName';

interface TerminalDrawerProps {
  id: string;
  customer: Customer;
  onDo: OnDo;
  onClose: () => void;
}

/** All that is known of a terminal, beside its customer. */
export function TerminalDrawer({ id, customer, onDo, onClose }: TerminalDrawerProps) {
  const { t } = useTranslation();
  const listed = customer.terminals.find((one) => one.id === id);
  const asked = useQuery({ ...terminalQuery(id), enabled: listed === undefined });
  const terminal = listed ?? asked.data;
  const title = t('customers:terminal.title', { name: terminal ? terminalName(terminal) : '' });
  return (
    <Drawer open onClose={onClose} title={title} size={600}>
      {terminal ? (
        <Whole terminal={terminal} customer={customer} onDo={onDo} />
      ) : asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <LoadingState rows={12} />
      )}
    </Drawer>
  );
}

function Whole({ terminal, customer, onDo }: { terminal: Terminal; customer: Customer; onDo: OnDo }) {
  const { t } = useTranslation();
  const own = terminal.customerId === customer.id;
  return (
    <div className={styles.whole}>
      {!own && <MovedAway terminal={terminal} />}
      <div className={styles.actions}>
        {own && onDo && (
          <>
            <Button onClick={() => onDo({ what: 'terminal', part: terminal })}>{t('customers:change')}</Button>
            <Button onClick={() => onDo({ what: 'move', part: terminal })}>{t('customers:moveIt')}</Button>
            <Button onClick={() => onDo({ what: 'swap', part: terminal })}>{t('customers:swapIt')}</Button>
          </>
        )}
        <Link to="/tickets" search={{ terminal: terminal.id, sort: '-created' }} className={styles.push}>
          {t('customers:itsTickets')}
        </Link>
      </div>
      <Facts terminal={terminal} />
      {own && <Subscribed terminal={terminal} customer={customer} />}
      <GoldenTable terminal={terminal} />
      <TerminalHistory terminal={terminal} customer={customer} />
    </div>
  );
}

/** Says whose the terminal is when the address still names another customer. */
function MovedAway({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const { data } = useQuery(customerQuery(terminal.customerId));
  const [before, after] = t('customers:terminal.movedAway', { name: '\n' }).split('\n');
  return (
    <Alert
      type="info"
      title={
        <>
          {before}
          <Link to="/customers/$id" params={{ id: terminal.customerId }} search={{ terminal: terminal.id }}>
            {data?.name ?? t('customers:terminal.elsewhere')}
          </Link>
          {after}
        </>
      }
    />
  );
}

function Facts({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const names = useNames();
  const today = dayAt(useNow());
  const warranty = warrantyState(terminal.warrantyUntil, today);
  const texts = (...fields: (keyof Terminal)[]) =>
    fields.map((field): [string, string] => [t(`customers:field.${field}`), String(terminal[field] ?? '')]);
  const groups: [string, [string, string][]][] = [
    ['identifiers', texts('number', 'sim', 'imei', 'serial')],
    [
      'equipment',
      [
        [t('customers:field.product'), names.of('products', terminal.product)],
        ...texts('maker', 'model', 'modem', 'buc', 'lnb', 'firmware'),
      ],
    ],
    [
      'radio',
      [
        [
          t('customers:field.satellite'),
          [terminal.satellite, orbitWords(terminal.satelliteLon)].filter(Boolean).join(' '),
        ],
        ...texts('beam', 'gateway', 'antenna'),
        [t('customers:field.antennaM'), terminal.antennaM === 0 ? '' : String(terminal.antennaM)],
      ],
    ],
    [
      'state',
      [
        [t('customers:field.state'), t(`customers:terminalState.${terminal.state}`)],
        [t('customers:field.siteId'), terminal.siteName || t('customers:terminal.atNoSite')],
        ...texts('installedOn'),
        [
          t('customers:field.warrantyUntil'),
          warranty === undefined
            ? ''
            : t('customers:terminal.until', {
                state: t(`customers:terminal.warranty.${warranty}`),
                day: terminal.warrantyUntil,
              }),
        ],
      ],
    ],
  ];
  return (
    <div className={styles.groups}>
      {groups.map(([group, facts]) => (
        <section key={group}>
          <h3>{t(`customers:group.${group}`)}</h3>
          <dl className={styles.facts}>
            {facts
              .filter(([, value]) => value !== '')
              .map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** The services on the terminal, as far as the customer's page lists them. */
function Subscribed({ terminal, customer }: { terminal: Terminal; customer: Customer }) {
  const { t } = useTranslation();
  const planName = usePlanNames();
  const on = customer.subscriptions.filter(({ terminalId }) => terminalId === terminal.id);
  return (
    <section>
      <h3>{t('customers:subscriptions', { count: on.length })}</h3>
      {on.length === 0 && <p className={styles.quiet}>{t('customers:terminal.none')}</p>}
      <ul className={styles.list}>
        {on.map((one) => (
          <li key={one.id}>
            {planName(one.plan)}{' '}
            <span className={one.state === 'active' ? styles.quiet : styles.warn}>
              {t(`customers:subscriptionState.${one.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a later reading is compared with. */
function GoldenTable({ terminal: { golden } }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const noted = goldenFields.map((field) => [field, goldenWords(field, golden?.[field])] as const);
  const known = noted.filter(([, words]) => words !== '');
  return (
    <section>
      <h3>{t('customers:golden.title')}</h3>
      {known.length === 0 && (
        <p className={styles.quiet}>
          {t('customers:terminal.noGolden')} {t('customers:terminal.noGoldenHint')}
        </p>
      )}
      <dl className={styles.facts}>
        {known.map(([field, words]) => (
          <div key={field}>
            <dt>{t(`customers:golden.${field}`)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
