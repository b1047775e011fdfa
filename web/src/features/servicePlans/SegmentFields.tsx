import { useQuery } from '@tanstack/react-query';
import { Form, InputNumber, Select, TreeSelect } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { segmentQuery } from '@/api/care';
import { useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import { plansQuery } from '@/api/plans';
import type { CareSegment } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { sentenceOf } from '@/components/states';
import styles from './ServicePlans.module.css';
import { given, lists, often } from './segment';

/** The rules by which customers join, with a look at who does now. */
export function SegmentFields() {
  const { t } = useTranslation();
  const label = (name: string) => t(`care:plans.segment.${name}`);
  return (
    <>
      <div className={styles.pair}>
        {lists.map((name) => (
          <Form.Item key={name} name={['segment', name]} label={label(name)}>
            <Several name={name} />
          </Form.Item>
        ))}
        <Form.Item name={['segment', 'contract']} label={label('contract')}>
          <Select
            allowClear
            placeholder={t('care:plans.any')}
            options={['running', 'none'].map((value) => ({ value, label: t(`care:plans.contract.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name={['segment', 'quietDays']} label={label('quietDays')}>
          <InputNumber min={0} max={3650} style={{ width: '100%' }} placeholder={t('care:plans.any')} />
        </Form.Item>
        {often.map((name) => (
          <Form.Item key={name} label={label(name)} className={styles.often}>
            <Form.Item name={['segment', name, 'least']} noStyle>
              <InputNumber
                min={1}
                max={1000}
                placeholder={t('care:plans.least')}
                aria-label={`${label(name)}: ${t('care:plans.least')}`}
              />
            </Form.Item>
            <Form.Item name={['segment', name, 'days']} noStyle>
              <InputNumber
                min={1}
                max={3650}
                placeholder={t('care:plans.within')}
                aria-label={`${label(name)}: ${t('care:plans.within')}`}
              />
            </Form.Item>
          </Form.Item>
        ))}
      </div>
      <Preview />
    </>
  );
}

interface SeveralProps {
  name: (typeof lists)[number];
  value?: string[];
  onChange?: (values: string[]) => void;
  id?: string;
}

/** Chooses several of what a rule is about. */
function Several({ name, ...props }: SeveralProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: plans = [] } = useQuery(plansQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const any = t('care:plans.any');
  switch (name) {
    case 'kinds':
      return (
        <Select
          {...props}
          mode="multiple"
          placeholder={any}
          options={['organisation', 'person'].map((value) => ({ value, label: t(`components:customer.${value}`) }))}
        />
      );
    case 'plans':
      return (
        <Select
          {...props}
          mode="multiple"
          placeholder={any}
          options={plans.map((plan) => ({ value: plan.code, label: names.in(plan) }))}
        />
      );
    case 'units':
      return (
        <TreeSelect
          {...props}
          multiple
          showSearch={{ treeNodeFilterProp: 'title' }}
          treeDataSimpleMode
          placeholder={any}
          treeData={units.map((u) => ({ id: u.id, pId: u.parentId ?? 0, value: u.id, title: u.name }))}
        />
      );
    default:
      return <CodeSelect {...(props as object)} list={name} mode="multiple" placeholder={any} />;
  }
}

/** How many customers the rules have now, and the first of them. */
function Preview() {
  const { t } = useTranslation();
  const segment = useDeferredValue(given((Form.useWatch('segment') as CareSegment | undefined) ?? {}));
  const some = Object.keys(segment).length > 0;
  const { data, error } = useQuery({ ...segmentQuery(segment), enabled: some, placeholderData: (before) => before });
  let words = t('care:plans.noRule');
  if (some && error) words = sentenceOf(error);
  else if (some && data)
    words = [
      t(data.capped ? 'care:plans.atLeast' : 'care:plans.people', { count: data.count }),
      data.few.map(({ name }) => name).join('、'),
    ]
      .filter(Boolean)
      .join('：');
  else if (some) words = t('common:loading');
  return (
    <p className={styles.preview} aria-live="polite">
      <strong>{t('care:plans.preview')}</strong> {words}
    </p>
  );
}
