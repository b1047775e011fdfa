import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Customer, Overview } from '@/api/types';
import { TierBadge } from '@/components/Badges';
import { Personal } from '@/components/personal/Personal';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './CustomerPage.module.css';

/** Who the customer is, in one line. */
export function Facts({ overview: { customer, plan }, onSetPlan }: { overview: Overview; onSetPlan?: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={styles.facts}>
      <Tier customer={customer} />
      <span>{customer.number}</span>
      <span>{t(`components:customer.${customer.kind}`)}</span>
      {customer.industry !== '' && <span>{customer.industry}</span>}
      <span>{customer.unit.name}</span>
      {customer.manager && <span>{t('customers:managedBy', { name: customer.manager.name })}</span>}
      {!customer.manager && plan?.manager && <span>{t('care:managedBy', { name: plan.manager.name })}</span>}
      <ServicePlan plan={plan} onSet={onSetPlan} />
      <span>{t(`customers:writtenIn.${customer.locale}`)}</span>
      {customer.address !== '' && (
        <Personal
          value={customer.address}
          hidden={{ of: 'customer', id: customer.id, field: 'address' }}
          name={t('personal:address', { who: customer.name })}
        />
      )}
    </span>
  );
}

/** The service plan, and how the customer came to it; whoever may sets another. */
function ServicePlan({ plan, onSet }: { plan: Overview['plan']; onSet?: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const words = plan ? `${names.in(plan)} (${t(`care:planVia.${plan.via}`)})` : t('care:noPlan');
  if (!onSet) return plan ? <span>{words}</span> : null;
  return (
    <Tooltip title={t('care:setPlan')} trigger={['hover', 'focus']}>
      <button type="button" className={styles.tier} onClick={onSet} aria-label={`${t('care:setPlan')}: ${words}`}>
        {words}
      </button>
    </Tooltip>
  );
}

/** The tier, and where it comes from when it is not the customer's own. */
function Tier({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  if (customer.tier === customer.baseTier) return <TierBadge tier={customer.tier} />;
  const giving = customer.contracts.filter(({ runs, tier }) => runs && tier === customer.tier);
  const why = t('customers:ownTier', {
    own: names.of('tiers', customer.baseTier),
    tier: names.of('tiers', customer.tier),
    contracts: listWords(
      giving.map(({ number }) => number),
      language,
    ),
  });
  return (
    <Tooltip title={why} trigger={['hover', 'focus', 'click']}>
      <button type="button" className={styles.tier}>
        <TierBadge tier={customer.tier} /> {t('customers:byContract')}
      </button>
    </Tooltip>
  );
}
