import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { careKindsQuery, saveServicePlan } from '@/api/care';
import { useNames } from '@/api/catalogue';
import type { ServicePlan, ServicePlanBody } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FormModal } from '@/components/FormModal';
import { StaffPicker } from '@/components/pickers';
import { SegmentFields } from './SegmentFields';
import styles from './ServicePlans.module.css';
import { given } from './segment';

type Values = Omit<ServicePlanBody, 'segment'> & { auto: boolean; segment?: ServicePlanBody['segment'] };

/** Makes a service plan, or changes one: who joins, who speaks with them, what is done without asking. */
export default function PlanForm({ plan, onClose }: { plan?: ServicePlan; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, whitespace: true, message: t('care:fillIn') }];
  return (
    <FormModal<Values>
      title={plan ? t('care:plans.changing', { name: names.in(plan) }) : t('care:plans.add')}
      width={760}
      initial={
        plan
          ? {
              ...plan,
              auto: plan.segment !== null,
              segment: plan.segment ?? {},
              managerId: plan.managerId || undefined,
            }
          : { active: true, auto: true, position: 1, segment: {}, tasks: [], channels: [] }
      }
      submit={({ auto, segment, ...values }) =>
        saveServicePlan(plan, { ...values, segment: auto ? given(segment ?? {}) : undefined })
      }
      touches={[['care'], ['customers'], ['catalogue']]}
      done={t('care:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="zh" label={t('care:plans.zh')} rules={needed}>
          <Input autoFocus autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="en" label={t('care:plans.en')}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
        <Form.Item name="code" label={t('care:plans.code')} rules={needed}>
          <Input autoComplete="off" maxLength={40} disabled={plan !== undefined} />
        </Form.Item>
        <Form.Item name="position" label={t('care:plans.position')}>
          <InputNumber min={0} max={999} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="managerId" label={t('care:plans.manager')} tooltip={t('care:plans.managerHint')}>
          <StaffPicker allowClear />
        </Form.Item>
        <Form.Item name="channels" label={t('care:plans.channels')}>
          <CodeSelect list="channels" mode="multiple" />
        </Form.Item>
      </div>
      <Form.Item name="about" label={t('care:plans.about')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Form.Item name="active" label={t('care:plans.active')} valuePropName="checked" layout="horizontal">
        <Switch />
      </Form.Item>
      <h3 className={styles.part}>{t('care:plans.joins')}</h3>
      <Form.Item name="auto" label={t('care:plans.auto')} valuePropName="checked" layout="horizontal">
        <Switch />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.auto !== b.auto}>
        {({ getFieldValue }) => (getFieldValue('auto') === true ? <SegmentFields /> : null)}
      </Form.Item>
      <h3 className={styles.part}>{t('care:plans.tasks')}</h3>
      <Rules />
    </FormModal>
  );
}

/** What the plan does for each of its customers without being asked. */
function Rules() {
  const { t } = useTranslation();
  const names = useNames();
  const { data: kinds = [] } = useQuery(careKindsQuery);
  const needed = [{ required: true, message: t('care:fillIn') }];
  return (
    <Form.List name="tasks">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.rule}>
              <Form.Item name={[name, 'kind']} label={t('care:kind')} rules={needed}>
                <Select options={kinds.filter((k) => k.active).map((k) => ({ value: k.code, label: names.in(k) }))} />
              </Form.Item>
              <Form.Item name={[name, 'when']} label={t('care:plans.when')} rules={needed}>
                <Select
                  options={['joined', 'yearly', 'anniversary'].map((value) => ({
                    value,
                    label: t(`care:plans.whens.${value}`),
                  }))}
                />
              </Form.Item>
              <Form.Item noStyle shouldUpdate>
                {({ getFieldValue }) => {
                  const when = getFieldValue(['tasks', name, 'when']) as string;
                  return (
                    <>
                      {when === 'yearly' ? (
                        <Form.Item name={[name, 'on']} label={t('care:plans.on')} rules={needed}>
                          <Input placeholder="06-01" maxLength={5} />
                        </Form.Item>
                      ) : (
                        <Form.Item name={[name, 'days']} label={t('care:plans.days')}>
                          <InputNumber min={0} max={365} style={{ width: '100%' }} />
                        </Form.Item>
                      )}
                      {when !== 'joined' && (
                        <Form.Item name={[name, 'ahead']} label={t('care:plans.ahead')}>
                          <InputNumber min={0} max={180} style={{ width: '100%' }} />
                        </Form.Item>
                      )}
                    </>
                  );
                }}
              </Form.Item>
              <Form.Item name={[name, 'words']} label={t('care:words')} rules={needed} className={styles.wide}>
                <Input maxLength={400} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('care:plans.removeTask')}
                title={t('care:plans.removeTask')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ kind: 'onboarding', when: 'joined', days: 7, ahead: 30, words: '' })}
          >
            {t('care:plans.addTask')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
