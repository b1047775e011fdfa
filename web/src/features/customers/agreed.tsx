import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Contact, Contract, Customer, Overview, Site } from '@/api/types';
import { Panel } from '@/components/Page';
import { Personal } from '@/components/personal/Personal';
import { Time } from '@/components/Time';
import { listWords, useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { placeWords } from '@/i18n/place';
import { zone as ourZone } from '@/i18n/time';
import styles from './CustomerPage.module.css';
import { contractState, contractsInOrder, dayAt } from './days';
import type { OnDo } from './doing';
import { ChangeButton, Nothing, Parts } from './Part';

interface PartsOf {
  customer: Customer;
  onDo: OnDo;
}

export function Contacts({ customer, onDo }: PartsOf) {
  const { t } = useTranslation();
  return (
    <Parts
      name="contacts"
      total={customer.counts.contacts}
      shown={customer.contacts.length}
      add={onDo && { label: t('customers:adding.contact'), go: () => onDo({ what: 'contact' }) }}
    >
      {customer.contacts.map((contact) => (
        <ContactLine key={contact.id} contact={contact} onDo={onDo} />
      ))}
    </Parts>
  );
}

function ContactLine({ contact, onDo }: { contact: Contact; onDo: OnDo }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const duties = contact.duties.map((duty) => t(`customers:duty.${duty}`));
  const about = [listWords(duties, language), t(`customers:portalRight.${contact.portal}`)];
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <strong>{contact.name}</strong>
        {contact.role !== '' && <span className={styles.quiet}>{contact.role}</span>}
        {contact.main && <span className={styles.main}>{t('customers:main')}</span>}
        {onDo && (
          <ChangeButton what="contact" name={contact.name} onClick={() => onDo({ what: 'contact', part: contact })} />
        )}
      </div>
      <div className={styles.reach}>
        {contact.phone !== '' && (
          <Personal
            tel
            value={contact.phone}
            hidden={{ of: 'contact', id: contact.id, field: 'phone' }}
            name={t('personal:phone', { who: contact.name })}
          />
        )}
        {contact.email !== '' && (
          <Personal
            value={contact.email}
            hidden={{ of: 'contact', id: contact.id, field: 'email' }}
            name={t('personal:mail', { who: contact.name })}
          />
        )}
      </div>
      <div className={styles.quiet}>{about.filter(Boolean).join(' · ')}</div>
      {contact.note !== '' && <div className={styles.quiet}>{contact.note}</div>}
    </li>
  );
}

export function Contracts({ customer, onDo }: PartsOf) {
  const { t } = useTranslation();
  const today = dayAt(useNow());
  return (
    <Parts
      name="contracts"
      total={customer.counts.contracts}
      shown={customer.contracts.length}
      add={onDo && { label: t('customers:adding.contract'), go: () => onDo({ what: 'contract' }) }}
    >
      {contractsInOrder(customer.contracts, today).map((contract) => (
        <ContractLine key={contract.id} contract={contract} today={today} onDo={onDo} />
      ))}
    </Parts>
  );
}

function ContractLine({ contract, today, onDo }: { contract: Contract; today: string; onDo: OnDo }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, endsIn } = contractState(contract, today);
  const days =
    contract.endsOn === ''
      ? t('customers:openEnded', { day: contract.startsOn })
      : t('customers:days', { from: contract.startsOn, to: contract.endsOn });
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <strong>{contract.number}</strong>
        <span className={state === 'running' ? '' : styles.quiet}>{t(`customers:contractState.${state}`)}</span>
        {endsIn !== undefined && (
          <span className={styles.warn}>
            {endsIn === 0 ? t('customers:endsToday') : t('customers:endsIn', { count: endsIn })}
          </span>
        )}
        {onDo && (
          <ChangeButton
            what="contract"
            name={contract.number}
            onClick={() => onDo({ what: 'contract', part: contract })}
          />
        )}
      </div>
      {contract.title !== '' && <div>{contract.title}</div>}
      <div className={styles.quiet}>
        {[contract.tier !== '' && t('customers:givesTier', { tier: names.of('tiers', contract.tier) }), days]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {contract.note !== '' && <div className={styles.quiet}>{contract.note}</div>}
    </li>
  );
}

export function Sites({ customer, onDo }: PartsOf) {
  const { t } = useTranslation();
  return (
    <Parts
      name="sites"
      total={customer.counts.sites}
      shown={customer.sites.length}
      add={onDo && { label: t('customers:adding.site'), go: () => onDo({ what: 'site' }) }}
    >
      {customer.sites.map((site) => (
        <SiteLine key={site.id} site={site} onDo={onDo} />
      ))}
    </Parts>
  );
}

function SiteLine({ site, onDo }: { site: Site; onDo: OnDo }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const about = [site.address, placeWords(site, language), site.zone === ourZone ? '' : site.zone];
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <Link to="/customers/$id" params={{ id: site.customerId }} search={{ site: site.id }}>
          {site.name}
        </Link>
        <span className={styles.quiet}>{names.of('areas', site.area)}</span>
        {onDo && <ChangeButton what="site" name={site.name} onClick={() => onDo({ what: 'site', part: site })} />}
      </div>
      <div className={styles.quiet}>{about.filter(Boolean).join(' · ')}</div>
      {site.access !== '' && <div className={styles.quiet}>{t('customers:access', { text: site.access })}</div>}
    </li>
  );
}

/** The customer's last judgement. */
export function LastRating({ rating }: { rating: Overview['rating'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customers:rating')}>
      {rating === null ? (
        <Nothing words={t('customers:noRating')} hint={t('customers:noRatingHint')} />
      ) : (
        <div className={styles.item}>
          <strong>{t('customers:scored', { score: rating.score })}</strong>{' '}
          <span className={styles.quiet}>
            <Time at={rating.at} as="day" />
          </span>
          {rating.comment !== '' && <div>{rating.comment}</div>}
        </div>
      )}
    </Panel>
  );
}
