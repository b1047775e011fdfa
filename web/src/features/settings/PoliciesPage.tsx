import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/api/org';
import { useMay } from '@/api/session';
import type { Policy } from '@/api/types';
import { Page } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { above } from './org';
import { PolicyForm } from './PolicyForm';
import { PolicyTable } from './PolicyTable';
import { inOrder, moved, orderPolicies, policiesQuery } from './policies';
import styles from './Settings.module.css';
import { TryPolicies } from './TryPolicies';

/** What is promised to whom, in the order that is tried. */
export function PoliciesPage() {
  const { t } = useTranslation();
  const may = useMay('rules.manage');
  const { data: policies, error, refetch } = useQuery(policiesQuery);
  const [form, setForm] = useState<{ policy?: Policy }>();
  const [met, setMet] = useState<string>();
  const [unit, setUnit] = useState<string>();
  const { data: units = [] } = useQuery(unitsQuery);
  const shown = unit === undefined ? policies : inOrder(policies ?? [], above(units, unit));
  const order = useChange(orderPolicies, { touches: [['rules']] });
  const move = (id: string, by: -1 | 1) => order.mutate(moved(policies?.map((p) => p.id) ?? [], id, by));
  return (
    <Page
      title={t('settings:policies.title')}
      extra={
        <>
          <UnitPicker
            allowClear
            style={{ width: 220 }}
            aria-label={t('people:policies.shown')}
            placeholder={t('people:policies.shown')}
            value={unit}
            onChange={(id?: string) => setUnit(id)}
          />
          {may && <Button onClick={() => setForm({})}>{t('settings:policies.add')}</Button>}
        </>
      }
    >
      <p className={styles.intro}>{t('settings:policies.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && policies === undefined && <LoadingState rows={12} />}
      {policies !== undefined && shown !== undefined && (
        <div className={styles.stack}>
          <TryPolicies unit={unit} onMet={setMet} />
          <PolicyTable
            policies={shown}
            met={met}
            isMoving={order.isPending}
            onMove={may && unit === undefined ? move : undefined}
            onEdit={may ? (policy) => setForm({ policy }) : undefined}
          />
        </div>
      )}
      {form && <PolicyForm policy={form.policy} onClose={() => setForm(undefined)} />}
    </Page>
  );
}
