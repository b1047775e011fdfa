import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { keys } from '@/api/keys';
import type { Tried } from '@/api/types';
import { Panel } from '@/components/Page';
import { ErrorState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { targetWords } from '@/i18n/minutes';
import { type ConditionField, conditionFields, type Matter, targets, tryPolicies, valuesOf } from './policies';
import styles from './Settings.module.css';

interface TryProps {
  /** The unit that serves the customer. */
  unit?: string;
  onMet: (policyId: string | undefined) => void;
}

/** Which policy would a matter meet, and why. */
export function TryPolicies({ unit, onMet }: TryProps) {
  const { t } = useTranslation();
  const names = useNames();
  const catalogue = useCatalogue();
  const [matter, setMatter] = useState<Matter>({});
  const asked = Object.values(matter).some((code) => code !== undefined);
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.policies, 'try', matter, unit],
    queryFn: () => tryPolicies({ ...matter, unitId: unit }),
    enabled: asked,
    placeholderData: keepPreviousData,
  });
  const met = asked ? data?.policy?.id : undefined;
  useEffect(() => onMet(met), [met, onMet]);

  const choose = (field: ConditionField, code?: string) =>
    setMatter({ ...matter, [field]: code, ...(field === 'kind' ? { category: undefined } : {}) });
  const options = (field: ConditionField) =>
    valuesOf(catalogue, field)
      .filter(
        (value) => field !== 'category' || matter.kind === undefined || ('kind' in value && value.kind === matter.kind),
      )
      .map((value) => ({ value: value.code, label: names.in(value) }));
  return (
    <Panel title={t('settings:policies.try')}>
      <div className={styles.inner}>
        <div className={styles.four}>
          {conditionFields.map((field) => (
            <Select
              key={field}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t(`settings:field.${field}`)}
              placeholder={t(`settings:field.${field}`)}
              value={matter[field]}
              onChange={(code?: string) => choose(field, code)}
              options={options(field)}
              style={{ marginBottom: 8 }}
            />
          ))}
        </div>
        <div aria-live="polite">
          {error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!asked && <span className={styles.quiet}>{t('settings:policies.tryHint')}</span>}
          {asked && data && <Result tried={data} />}
        </div>
      </div>
    </Panel>
  );
}

function Result({ tried: { policy, why } }: { tried: Tried }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const catalogue = useCatalogue();
  if (policy === null) return <div className={styles.result}>{t('settings:policies.metNone')}</div>;
  const reasons = why.map(({ field, value }) => {
    const named = valuesOf(catalogue, field).find((one) => one.code === value);
    return `${t(`settings:field.${field}`)} ${named ? names.in(named) : value}`;
  });
  return (
    <div className={styles.result}>
      <strong>{t('settings:policies.met', { position: policy.position, name: names.in(policy) })}</strong>{' '}
      {reasons.length === 0
        ? t('settings:policies.metAlways')
        : t('settings:policies.because', { why: reasons.join(' · ') })}
      <div>
        {targets
          .map((target) => `${t(`components:promise.${target}`)} ${targetWords(policy[target], language)}`)
          .join(' · ')}
      </div>
    </div>
  );
}
