import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import type { Policy } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import { useLanguage } from '@/i18n/language';
import { targetWords } from '@/i18n/minutes';
import { calendarsQuery } from './calendars';
import { conditionFields, type PolicyBody, savePolicy, targets, valuesOf } from './policies';
import styles from './Settings.module.css';

const usual = {
  when: {},
  calendar: 'always',
  respond: 60,
  resolve: 2880,
  accept: 60,
  finish: 960,
  warn: 80,
  active: true,
};

/** Makes a policy, or changes one. */
export function PolicyForm({ policy, onClose }: { policy?: Policy; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const catalogue = useCatalogue();
  const { data: calendars = [] } = useQuery(calendarsQuery);
  const submit = (values: PolicyBody) => {
    const { when, ...rest } = values;
    const given = Object.fromEntries(
      Object.entries(when ?? {}).filter(([, codes]) => codes !== undefined && codes.length > 0),
    );
    return savePolicy(policy?.id, { ...rest, when: given, version: policy?.version });
  };
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <FormModal<PolicyBody>
      title={policy ? t('settings:policies.changing', { name: names.in(policy) }) : t('settings:policies.add')}
      width={720}
      initial={policy ? { ...policy } : usual}
      submit={submit}
      touches={[['rules'], ['catalogue']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="zh" label={t('settings:zh')} rules={needed}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="en" label={t('settings:en')} rules={needed}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('settings:policies.code')}
          rules={needed}
          extra={policy ? undefined : t('settings:policies.codeHint')}
        >
          <Input autoComplete="off" disabled={policy !== undefined} />
        </Form.Item>
        <Form.Item name="calendar" label={t('settings:policies.calendar')} rules={needed}>
          <Select options={calendars.map((one) => ({ value: one.code, label: names.in(one) }))} />
        </Form.Item>
      </div>
      <Form.Item name="unitId" label={t('people:policies.for')} extra={t('people:policies.forHint')}>
        <UnitPicker
          allowClear
          disabled={policy !== undefined}
          placeholder={t('people:policies.forAll')}
          only={(unit) => unit.kind !== 'imported' && unit.parentId !== null}
        />
      </Form.Item>
      <p className={styles.quiet}>{t('settings:policies.whenHint')}</p>
      <div className={styles.pair}>
        {conditionFields.map((field) => (
          <Form.Item key={field} name={['when', field]} label={t(`settings:field.${field}`)}>
            <Select
              mode="multiple"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('settings:policies.any')}
              options={valuesOf(catalogue, field).map((value) => ({ value: value.code, label: names.in(value) }))}
            />
          </Form.Item>
        ))}
      </div>
      <p className={styles.quiet}>{t('settings:policies.targetsHint')}</p>
      <div className={styles.four}>
        {targets.map((target) => (
          <Form.Item
            key={target}
            name={target}
            label={t(`components:promise.${target}`)}
            rules={needed}
            extra={<Hours of={target} />}
          >
            <InputNumber
              min={1}
              precision={0}
              controls={false}
              suffix={t('settings:minutes')}
              style={{ width: '100%' }}
            />
          </Form.Item>
        ))}
        <Form.Item name="warn" label={t('settings:policies.warn')} rules={needed}>
          <InputNumber min={1} max={99} precision={0} controls={false} suffix="%" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="active" valuePropName="checked" label={t('settings:policies.active')}>
        <Switch />
      </Form.Item>
    </FormModal>
  );
}

/** A long target again in hours, which read more easily than its minutes. */
function Hours({ of }: { of: (typeof targets)[number] }) {
  const language = useLanguage();
  const minutes: number | null | undefined = Form.useWatch(of);
  return minutes && minutes >= 120 ? targetWords(minutes, language) : null;
}
