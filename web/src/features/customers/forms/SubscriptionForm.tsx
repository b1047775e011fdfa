import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { plansQuery } from '@/api/plans';
import type { Subscription, Terminal } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { terminalName } from '../terminalName';
import { PartForm, type PartFormProps, useNeeded } from './PartForm';

const valuesOf = ({ plan, terminalId = '', startsOn, endsOn }: Subscription) => ({
  plan,
  terminalId,
  startsOn,
  endsOn,
});

/** Opens a service for the customer, or changes its plan, terminal and days. */
export function SubscriptionForm({ terminals, ...props }: PartFormProps<'subscription'> & { terminals: Terminal[] }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:subscriptionField.${field}`);
  return (
    <PartForm
      {...props}
      title={t(props.part ? 'customers:changing.subscription' : 'customers:adding.subscription')}
      blank={{ terminalId: '' }}
      valuesOf={valuesOf}
      nameOf={label}
    >
      <Form.Item name="plan" label={label('plan')} rules={needed}>
        <PlanPicker keep={props.part?.plan} />
      </Form.Item>
      <Form.Item name="terminalId" label={label('terminalId')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: t('customers:onNoTerminal') },
            ...terminals.map((one) => ({
              value: one.id,
              label: [terminalName(one), one.model, one.siteName].filter(Boolean).join(' · '),
            })),
          ]}
        />
      </Form.Item>
      <FieldPair>
        <Form.Item name="startsOn" label={label('startsOn')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="endsOn" label={label('endsOn')} tooltip={t('customers:endsOnHint')}>
          <DayInput />
        </Form.Item>
      </FieldPair>
    </PartForm>
  );
}

interface PlanPickerProps {
  /** The plan that is had: it may be kept though it is no longer sold. */
  keep?: string;
  value?: string;
  onChange?: (code: string) => void;
  id?: string;
}

/** Chooses a plan that is sold, by product. */
function PlanPicker({ keep, ...props }: PlanPickerProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: plans = [], isLoading } = useQuery(plansQuery);
  const offered = plans.filter((plan) => plan.active || plan.code === keep);
  const products = [...new Set(offered.map((plan) => plan.product))];
  return (
    <Select<string>
      {...props}
      autoFocus
      loading={isLoading}
      showSearch={{ optionFilterProp: 'label' }}
      options={products.map((product) => ({
        label: names.of('products', product),
        options: offered
          .filter((plan) => plan.product === product)
          .map((plan) => {
            const name = names.in(plan);
            return { value: plan.code, label: plan.active ? name : t('customers:withdrawn', { name }) };
          }),
      }))}
    />
  );
}
