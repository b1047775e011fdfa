import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { PartForm, type PartFormProps, useNeeded } from './PartForm';

const valuesOf = ({ number, title, tier, servicePlan, startsOn, endsOn, note }: Contract) => ({
  number,
  title,
  tier: tier || undefined,
  servicePlan: servicePlan || undefined,
  startsOn,
  endsOn,
  note,
});

/** Adds or changes what was agreed with the customer. */
export function ContractForm(props: PartFormProps<'contract'>) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:contractField.${field}`);
  return (
    <PartForm
      {...props}
      title={t(props.part ? 'customers:changing.contract' : 'customers:adding.contract')}
      valuesOf={valuesOf}
      emptied={{ tier: '', servicePlan: '' }}
      nameOf={label}
    >
      <FieldPair>
        <Form.Item name="number" label={label('number')} rules={needed}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="title" label={label('title')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="startsOn" label={label('startsOn')} rules={needed}>
          <DayInput />
        </Form.Item>
        <Form.Item name="endsOn" label={label('endsOn')} tooltip={t('customers:endsOnHint')}>
          <DayInput />
        </Form.Item>
      </FieldPair>
      <Form.Item name="tier" label={label('tier')} extra={t('customers:contractHint')}>
        <CodeSelect list="tiers" allowClear placeholder={t('customers:noTier')} />
      </Form.Item>
      <Form.Item name="servicePlan" label={t('care:plan')}>
        <CodeSelect list="servicePlans" allowClear placeholder={t('care:byRules')} />
      </Form.Item>
      <Form.Item name="note" label={label('note')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
    </PartForm>
  );
}
