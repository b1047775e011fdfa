import { Alert, Form, Input } from 'antd';
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

const stateAfter: Record<Step, SubscriptionState> = {
  suspend: 'suspended-arrears',
  restore: 'active',
  end: 'ended',
};

/** Suspends for arrears, restores or ends a subscription, for a reason. */
export function StepForm({ subscription, step, terminals, onClose }: StepFormProps) {
  const { t } = useTranslation();
  const planName = usePlanNames();
  const needed = useNeeded();
  const plan = planName(subscription.plan);
  const terminal = terminals.find(({ id }) => id === subscription.terminalId);
  return (
    <FormModal<{ reason: string }>
      title={t(`customers:step.title.${step}`, { plan })}
      okText={t(`customers:stepIt.${step}`)}
      submit={({ reason }) => stepSubscription(subscription, { state: stateAfter[step], reason })}
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
      <Form.Item name="reason" label={t('customers:step.reason')} rules={needed} extra={t('customers:step.reasonHint')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
