import { Alert, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlanNames } from '@/api/plans';
import type { Subscription, SubscriptionState, Terminal } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { stepSubscription, touches } from '../api';
import type { Step } from '../steps';
import { terminalName } from '../terminalName';
import { useNeeded } from './PartForm';

interface StepFormProps {
  subscription: Subscription;
  step: Step;
  terminals: Terminal[];
  onClose: () => void;
}

const suspensions = ['suspended-arrears', 'suspended-identity'] as const;

/** Suspends, restores or ends a subscription, for a reason. */
export function StepForm({ subscription, step, terminals, onClose }: StepFormProps) {
  const { t } = useTranslation();
  const planName = usePlanNames();
  const needed = useNeeded();
  const plan = planName(subscription.plan);
  const terminal = terminals.find(({ id }) => id === subscription.terminalId);
  const stateOf = (why?: SubscriptionState): SubscriptionState =>
    step === 'restore' ? 'active' : step === 'end' ? 'ended' : (why ?? 'suspended-arrears');
  return (
    <FormModal<{ why?: SubscriptionState; reason: string }>
      title={t(`customers:step.title.${step}`, { plan })}
      okText={t(`customers:stepIt.${step}`)}
      initial={{ why: suspensions[0] }}
      submit={({ why, reason }) => stepSubscription(subscription, { state: stateOf(why), reason })}
      touches={touches}
      done={t(`customers:step.done.${step}`)}
      onClose={onClose}
    >
      {step === 'end' && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('customers:step.endWarning', {
            plan,
            terminal: terminal ? terminalName(terminal) : t('customers:onNoTerminal'),
          })}
        />
      )}
      {step === 'suspend' && (
        <Form.Item name="why" label={t('customers:step.why')}>
          <Radio.Group options={suspensions.map((value) => ({ value, label: t(`customers:step.${value}`) }))} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('customers:step.reason')} rules={needed} extra={t('customers:step.reasonHint')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
