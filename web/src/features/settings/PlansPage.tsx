import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { plansQuery } from '@/api/plans';
import { useMay } from '@/api/session';
import type { Plan, PlanBody } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { DataTable } from '@/components/DataTable';
import { FormModal } from '@/components/FormModal';
import { Page, Panel } from '@/components/Page';
import { EmptyState, ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { useLanguage } from '@/i18n/language';
import { byProduct, savePlan } from './plans';
import styles from './Settings.module.css';

const touches = [['plans']];

/** What customers can subscribe to, by product. */
export function PlansPage() {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay('rules.manage');
  const { data, error, refetch } = useQuery(plansQuery);
  const [form, setForm] = useState<{ plan?: Plan }>();
  const add = may && (
    <Button type="primary" onClick={() => setForm({})}>
      {t('settings:plans.add')}
    </Button>
  );
  return (
    <Page title={t('app:page.plans')} extra={add}>
      <p className={styles.intro}>{t('settings:plans.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={12} />}
      {data?.length === 0 && (
        <EmptyState title={t('settings:plans.none')} hint={t('settings:plans.noneHint')} action={add} />
      )}
      <div className={styles.stack}>
        {byProduct(data ?? []).map(([product, plans]) => (
          <Panel key={product} title={names.of('products', product)}>
            <Plans plans={plans} onChange={may ? (plan) => setForm({ plan }) : undefined} />
          </Panel>
        ))}
      </div>
      {form && <PlanForm plan={form.plan} onClose={() => setForm(undefined)} />}
    </Page>
  );
}

function Plans({ plans, onChange }: { plans: Plan[]; onChange?: (plan: Plan) => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  return (
    <DataTable<Plan>
      rowKey="code"
      named={['code']}
      pagination={false}
      dataSource={plans}
      rowClassName={(plan) => (plan.active ? '' : (styles.off ?? ''))}
      columns={[
        { title: t('settings:plans.name'), key: 'name', width: '28%', render: (_, plan) => names.in(plan) },
        { title: t('settings:plans.code'), key: 'code', width: '22%', render: (_, plan) => plan.code },
        {
          title: t('settings:plans.description'),
          key: 'description',
          render: (_, plan) => (language === 'en' && plan.descriptionEn) || plan.descriptionZh,
        },
        {
          title: t('settings:plans.state'),
          key: 'state',
          width: 90,
          render: (_, plan) => t(plan.active ? 'settings:plans.active' : 'settings:plans.withdrawn'),
        },
        {
          title: t('settings:actions'),
          key: 'actions',
          className: styles.actionsCell,
          align: 'right',
          width: 180,
          render: (_, plan) => onChange && <Actions plan={plan} onChange={() => onChange(plan)} />,
        },
      ]}
    />
  );
}

function Actions({ plan, onChange }: { plan: Plan; onChange: () => void }) {
  const { t } = useTranslation();
  const name = useNames().in(plan);
  const sell = useChange((active: boolean) => savePlan(plan, { ...plan, active }), {
    touches,
    done: t('settings:saved'),
  });
  return (
    <span className={styles.actions}>
      <Button size="small" type="text" onClick={onChange} aria-label={`${t('settings:change')}: ${name}`}>
        {t('settings:change')}
      </Button>
      {plan.active ? (
        <Popconfirm
          title={t('settings:plans.withdrawAsk', { name })}
          okText={t('settings:plans.withdraw')}
          cancelText={t('common:cancel')}
          onConfirm={() => sell.mutateAsync(false).catch(() => undefined)}
        >
          <Button size="small" type="text" aria-label={`${t('settings:plans.withdraw')}: ${name}`}>
            {t('settings:plans.withdraw')}
          </Button>
        </Popconfirm>
      ) : (
        <Button
          size="small"
          type="text"
          loading={sell.isPending}
          aria-label={`${t('settings:plans.restore')}: ${name}`}
          onClick={() => sell.mutate(true)}
        >
          {t('settings:plans.restore')}
        </Button>
      )}
    </span>
  );
}

function PlanForm({ plan, onClose }: { plan?: Plan; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, whitespace: true, message: t('settings:fillIn') }];
  return (
    <FormModal<PlanBody>
      title={plan ? t('settings:plans.changing', { name: names.in(plan) }) : t('settings:plans.add')}
      width={680}
      initial={plan && { ...plan }}
      submit={(values) => savePlan(plan, { ...values, active: plan?.active ?? true })}
      touches={touches}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="zh" label={t('settings:zh')} rules={needed}>
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="en" label={t('settings:en')} rules={needed}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('settings:plans.code')}
          rules={needed}
          extra={plan ? undefined : t('settings:plans.codeHint')}
        >
          <Input autoComplete="off" maxLength={60} disabled={plan !== undefined} />
        </Form.Item>
        <Form.Item name="product" label={t('settings:plans.product')} rules={needed}>
          <CodeSelect list="products" />
        </Form.Item>
        <Form.Item name="descriptionZh" label={t('settings:plans.descriptionZh')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
        </Form.Item>
        <Form.Item name="descriptionEn" label={t('settings:plans.descriptionEn')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
        </Form.Item>
      </div>
    </FormModal>
  );
}
