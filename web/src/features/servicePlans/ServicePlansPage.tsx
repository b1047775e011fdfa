import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { servicePlansQuery, useKindNames } from '@/api/care';
import { useNames } from '@/api/catalogue';
import { useMay } from '@/api/session';
import type { ServicePlan } from '@/api/types';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { Effect } from './Effect';
import { KindForm, Kinds } from './Kinds';
import styles from './ServicePlans.module.css';

const PlanForm = lazy(() => import('./PlanForm'));

/** How groups of customers are served, and what comes of it. */
export function ServicePlansPage() {
  const { t } = useTranslation();
  const may = useMay('rules.manage');
  const { data, error, refetch } = useQuery(servicePlansQuery);
  const [form, setForm] = useState<{ plan?: ServicePlan }>();
  const [naming, setNaming] = useState(false);
  const add = may && (
    <Button type="primary" onClick={() => setForm({})}>
      {t('care:plans.add')}
    </Button>
  );
  return (
    <Page title={t('care:plans.title')} extra={add}>
      <p className={styles.intro}>{t('care:plans.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={8} />}
      {data?.length === 0 && <EmptyState title={t('care:plans.none')} hint={t('care:plans.noneHint')} action={add} />}
      <div className={styles.stack}>
        {data?.map((plan) => (
          <One key={plan.id} plan={plan} onChange={may ? () => setForm({ plan }) : undefined} />
        ))}
        <Kinds onAdd={may ? () => setNaming(true) : undefined} />
      </div>
      {naming && <KindForm onClose={() => setNaming(false)} />}
      {form && (
        <Suspense>
          <PlanForm plan={form.plan} onClose={() => setForm(undefined)} />
        </Suspense>
      )}
    </Page>
  );
}

function One({ plan, onChange }: { plan: ServicePlan; onChange?: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const kindName = useKindNames();
  const name = names.in(plan);
  const tasks = plan.tasks.map(
    (rule) => `${kindName(rule.kind)} · ${t(`care:plans.whenWords.${rule.when}`, { ...rule })}`,
  );
  return (
    <Panel
      title={
        <>
          {name} {!plan.active && <span className={styles.off}>{t('care:plans.off')}</span>}
        </>
      }
      extra={
        onChange && (
          <Button size="small" aria-label={`${t('care:change')}: ${name}`} onClick={onChange}>
            {t('care:change')}
          </Button>
        )
      }
    >
      <div className={styles.body}>
        {plan.about !== '' && <div>{plan.about}</div>}
        <div className={styles.quiet}>
          {[
            t(plan.segment ? 'care:plans.auto' : 'care:plans.byHand'),
            ...plan.channels.map((code) => names.of('channels', code)),
            ...(tasks.length > 0 ? tasks : [t('care:plans.noTasks')]),
          ].join(' ｜ ')}
        </div>
        <Effect plan={plan} />
      </div>
    </Panel>
  );
}
