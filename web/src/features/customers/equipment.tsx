import { MoreOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { usePlanNames } from '@/api/plans';
import type { Customer, Subscription, Terminal } from '@/api/types';
import { Time } from '@/components/Time';
import { orbitWords } from '@/i18n/place';
import styles from './CustomerPage.module.css';
import type { OnDo } from './doing';
import { Parts } from './Part';
import { SubscriptionHistory } from './SubscriptionHistory';
import { stepsFrom } from './steps';
import { terminalName } from './terminalName';

interface EquipmentProps {
  customer: Customer;
  onDo: OnDo;
}

export function Terminals({ customer, onDo }: EquipmentProps) {
  const { t } = useTranslation();
  return (
    <Parts
      name="terminals"
      total={customer.counts.terminals}
      shown={customer.terminals.length}
      add={onDo && { label: t('customers:adding.terminal'), go: () => onDo({ what: 'terminal' }) }}
    >
      {customer.terminals.map((terminal) => (
        <TerminalLine key={terminal.id} terminal={terminal} />
      ))}
    </Parts>
  );
}

/** A terminal's line opens all that is known of it. */
function TerminalLine({ terminal }: { terminal: Terminal }) {
  const { t } = useTranslation();
  const names = useNames();
  const satellite = [terminal.satellite, orbitWords(terminal.satelliteLon)].filter(Boolean).join(' ');
  const facts = [terminal.siteName, satellite, terminal.beam, terminal.gateway, terminal.antenna];
  return (
    <li>
      <Link
        to="/customers/$id"
        params={{ id: terminal.customerId }}
        search={{ terminal: terminal.id }}
        className={styles.opens}
      >
        <span className={styles.itemHead}>
          <strong>{terminalName(terminal)}</strong>
          <span>{[terminal.maker, terminal.model].filter(Boolean).join(' ')}</span>
          <span className={styles.quiet}>{names.of('products', terminal.product)}</span>
          {terminal.state !== 'active' && (
            <span className={`${styles.push} ${styles.warn}`}>{t(`customers:terminalState.${terminal.state}`)}</span>
          )}
        </span>
        <span className={styles.quiet}>{facts.filter(Boolean).join(' · ')}</span>
      </Link>
    </li>
  );
}

export function Subscriptions({ customer, onDo }: EquipmentProps) {
  const { t } = useTranslation();
  return (
    <Parts
      name="subscriptions"
      total={customer.counts.subscriptions}
      shown={customer.subscriptions.length}
      add={onDo && { label: t('customers:adding.subscription'), go: () => onDo({ what: 'subscription' }) }}
    >
      {customer.subscriptions.map((one) => (
        <SubscriptionLine
          key={one.id}
          subscription={one}
          terminal={customer.terminals.find(({ id }) => id === one.terminalId)}
          onDo={onDo}
        />
      ))}
    </Parts>
  );
}

interface LineProps {
  subscription: Subscription;
  terminal?: Terminal;
  onDo: OnDo;
}

function SubscriptionLine({ subscription: one, terminal, onDo }: LineProps) {
  const { t } = useTranslation();
  const names = useNames();
  const planName = usePlanNames();
  const plan = planName(one.plan);
  const days =
    one.endsOn === '' ? one.startsOn && t('customers:since', { day: one.startsOn }) : `${one.startsOn} – ${one.endsOn}`;
  const about = [names.of('products', one.product), terminal && terminalName(terminal), days];
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <strong>{plan}</strong>
        <span className={styles.quiet}>{about.filter(Boolean).join(' · ')}</span>
        <span className={styles.push}>
          <State subscription={one} plan={plan} />
          {onDo && one.state !== 'ended' && <Acts subscription={one} plan={plan} onDo={onDo} />}
        </span>
      </div>
      {one.state !== 'active' && one.reason !== '' && (
        <div className={styles.quiet}>
          {one.reason}
          {one.stateAt && (
            <>
              {' · '}
              <Time at={one.stateAt} as="day" />
            </>
          )}
        </div>
      )}
    </li>
  );
}

/** The state, behind which stand those before it. */
function State({ subscription, plan }: { subscription: Subscription; plan: string }) {
  const { t } = useTranslation();
  const { state } = subscription;
  const look = state === 'active' ? '' : state === 'ended' ? styles.quiet : styles.warn;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      title={t('customers:stateHistory', { plan })}
      content={<SubscriptionHistory id={subscription.id} />}
    >
      <button type="button" className={`${styles.state} ${look}`}>
        {t(`customers:subscriptionState.${state}`)}
      </button>
    </Popover>
  );
}

function Acts({ subscription, plan, onDo }: { subscription: Subscription; plan: string; onDo: NonNullable<OnDo> }) {
  const { t } = useTranslation();
  const items = [
    { key: 'change', label: t('customers:change') },
    ...stepsFrom(subscription.state).map((step) => ({
      key: step,
      label: t(`customers:stepIt.${step}`),
      danger: step === 'end',
    })),
  ];
  const act = (key: string) => {
    const step = stepsFrom(subscription.state).find((one) => one === key);
    onDo(step ? { what: 'step', part: subscription, step } : { what: 'subscription', part: subscription });
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => act(key) }}>
      <Button type="text" size="small" icon={<MoreOutlined />} aria-label={t('customers:actionsFor', { name: plan })} />
    </Dropdown>
  );
}
