import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Customer } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FieldPair } from '@/components/FieldPair';
import { StaffPicker, UnitPicker } from '@/components/pickers';
import { PartForm, useNeeded } from './PartForm';

const valuesOf = (c: Customer) => ({
  name: c.name,
  kind: c.kind,
  tier: c.baseTier,
  industry: c.industry,
  address: c.address,
  locale: c.locale,
  unitId: c.unitId,
  managerId: c.managerId,
  note: c.note,
  noteMust: c.noteMust,
});

/** Changes what is known of the customer himself. */
export function CustomerForm({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:customerField.${field}`);
  return (
    <PartForm
      kind="customer"
      part={customer}
      customerId={customer.id}
      title={t('customers:changing.customer')}
      width={620}
      valuesOf={valuesOf}
      nameOf={label}
      onClose={onClose}
    >
      <Form.Item name="name" label={label('name')} rules={needed}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <FieldPair>
        <Form.Item name="kind" label={label('kind')}>
          <Select
            options={(['organisation', 'person'] as const).map((value) => ({
              value,
              label: t(`components:customer.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="tier" label={label('tier')} tooltip={t('customers:ownTierHint')}>
          <CodeSelect list="tiers" />
        </Form.Item>
        <Form.Item name="industry" label={label('industry')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="locale" label={label('locale')}>
          <Select
            options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`customers:localeName.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="unitId" label={label('unitId')} rules={needed}>
          <UnitPicker />
        </Form.Item>
        <Form.Item name="managerId" label={label('managerId')}>
          <StaffPicker first={{ value: '', label: t('customers:nobody') }} />
        </Form.Item>
      </FieldPair>
      <Form.Item name="address" label={label('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="note" label={label('note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="noteMust" valuePropName="checked">
        <Checkbox>{t('customers:mustRead')}</Checkbox>
      </Form.Item>
    </PartForm>
  );
}
