import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { siteFactsQuery } from '@/api/facts';
import type { SiteFact } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { useNow } from '@/i18n/now';
import { exactWords } from '@/i18n/time';
import styles from './SiteFacts.module.css';

const FactForm = lazy(() => import('./FactForm'));

/** What was found at a site; whoever may can add to it and say it anew. */
export function SiteFacts({ site, mayNote }: { site: string; mayNote: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(siteFactsQuery(site));
  const [form, setForm] = useState<{ fact?: SiteFact }>();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState rows={3} />;
  return (
    <div className={styles.facts}>
      {data.length === 0 && (
        <p className={styles.quiet}>
          {t('facts:none')} {mayNote && t('facts:noneHint')}
        </p>
      )}
      <ul>
        {data.map((fact) => (
          <Fact key={fact.id} fact={fact} onChange={mayNote ? () => setForm({ fact }) : undefined} />
        ))}
      </ul>
      {mayNote && (
        <Button size="small" onClick={() => setForm({})}>
          {t('facts:add')}
        </Button>
      )}
      {form && (
        <Suspense>
          <FactForm site={site} fact={form.fact} onClose={() => setForm(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function Fact({ fact, onChange }: { fact: SiteFact; onChange?: () => void }) {
  const { t } = useTranslation();
  const today = exactWords(useNow()).slice(0, 10);
  const old = fact.validUntil !== '' && fact.validUntil < today;
  const kind = t(`facts:kind.${fact.kind}`);
  const seen = (one: { seenOn: string; by: string }) =>
    t('facts:seen', { day: one.seenOn, by: one.by || t('facts:program') });
  return (
    <li className={fact.gone ? styles.gone : ''}>
      <div className={styles.head}>
        <strong>{kind}</strong>
        <span className={styles.quiet}>{seen(fact)}</span>
        {fact.gone && <span className={styles.quiet}>{t('facts:gone')}</span>}
        {!fact.gone && fact.validUntil !== '' && (
          <span className={old ? styles.warn : styles.quiet}>
            {old ? t('facts:expired') : t('facts:until', { day: fact.validUntil })}
          </span>
        )}
        {onChange && (
          <Button
            type="text"
            size="small"
            className={styles.push}
            onClick={onChange}
            aria-label={`${t('facts:edit')}: ${kind}`}
          >
            {t('facts:edit')}
          </Button>
        )}
      </div>
      <p>{fact.words}</p>
      {fact.earlier.length > 0 && (
        <details>
          <summary>{t('facts:earlier', { count: fact.earlier.length })}</summary>
          <ol>
            {fact.earlier.map((one) => (
              <li key={one.id}>
                <span className={styles.quiet}>{seen(one)}</span> {one.words}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
