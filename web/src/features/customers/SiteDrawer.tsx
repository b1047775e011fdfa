import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { useMay } from '@/api/session';
import type { Customer, Site } from '@/api/types';
import { SiteFacts } from '@/components/facts/SiteFacts';
import { ErrorState, LoadingState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { placeWords } from '@/i18n/place';
import { siteQuery } from './api';
import type { OnDo } from './doing';
import styles from './Terminal.module.css';

interface SiteDrawerProps {
  id: string;
  customer: Customer;
  onDo: OnDo;
  onClose: () => void;
}

/** All that is known of a site, with what those found who were there. */
export function SiteDrawer({ id, customer, onDo, onClose }: SiteDrawerProps) {
  const { t } = useTranslation();
  const listed = customer.sites.find((one) => one.id === id);
  const asked = useQuery({ ...siteQuery(id), enabled: listed === undefined });
  const site = listed ?? asked.data;
  return (
    <Drawer open onClose={onClose} title={t('customers:siteTitle', { name: site?.name ?? '' })} size={600}>
      {site ? (
        <Whole site={site} onDo={onDo} />
      ) : asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <LoadingState rows={8} />
      )}
    </Drawer>
  );
}

function Whole({ site, onDo }: { site: Site; onDo: OnDo }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const mayNote = useMay('customer.write', 'handoff.work');
  const facts: [string, string][] = [
    [t('customers:siteField.area'), names.of('areas', site.area)],
    [t('customers:siteField.address'), site.address],
    [t('customers:sitePlace'), placeWords(site, language)],
    [t('customers:siteField.access'), site.access],
  ];
  return (
    <div className={styles.whole}>
      {onDo && (
        <div className={styles.actions}>
          <Button onClick={() => onDo({ what: 'site', part: site })}>{t('customers:change')}</Button>
        </div>
      )}
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
      <section>
        <h3>{t('facts:title')}</h3>
        <SiteFacts site={site.id} mayNote={mayNote} />
      </section>
    </div>
  );
}
