import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { careTouches, setServicePlan } from '@/api/care';
import type { Customer } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FormModal } from '@/components/FormModal';

/** Sets the customer's service plan by hand, or lets contract and segment decide again. */
export function ServicePlanForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<{ plan?: string }>
      title={t('care:setPlan')}
      initial={{ plan: customer.servicePlanSet || undefined }}
      submit={({ plan = '' }) => setServicePlan(customer, plan)}
      touches={careTouches}
      done={t('care:saved')}
      onClose={onClose}
    >
      <Form.Item name="plan" label={t('care:plan')} extra={t('care:setPlanHint')}>
        <CodeSelect list="servicePlans" allowClear autoFocus placeholder={t('care:byRules')} />
      </Form.Item>
    </FormModal>
  );
}
