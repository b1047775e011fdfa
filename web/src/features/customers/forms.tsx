import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Customer } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import {
  addContact,
  addSite,
  addTerminal,
  type CustomerChange,
  changeCustomer,
  type NewContact,
  type NewSite,
  type NewTerminal,
} from './api';

export type Adding = 'edit' | 'contact' | 'site' | 'terminal';

interface CustomerFormsProps {
  customer: Customer;
  adding: Adding | undefined;
  onClose: () => void;
}

const touches = [['customers'], ['callers']];

/** The windows in which a customer is changed and added to. */
export function CustomerForms({ customer, adding, onClose }: CustomerFormsProps) {
  const { t } = useTranslation();
  if (adding === undefined) return null;
  const id = customer.id;
  const common = { title: t(`customers:addTitle.${adding}`), touches, done: t('customers:saved'), onClose };
  switch (adding) {
    case 'edit':
      return (
        <FormModal<Omit<CustomerChange, 'version'>>
          {...common}
          initial={{ ...customer, unitId: customer.unit.id }}
          submit={(input) => changeCustomer(id, { ...input, version: customer.version })}
        >
          <CustomerFields />
        </FormModal>
      );
    case 'contact':
      return (
        <FormModal<NewContact> {...common} submit={(input) => addContact(id, input)}>
          <ContactFields />
        </FormModal>
      );
    case 'site':
      return (
        <FormModal<NewSite> {...common} initial={{ area: 'rural' }} submit={(input) => addSite(id, input)}>
          <SiteFields />
        </FormModal>
      );
    case 'terminal':
      return (
        <FormModal<NewTerminal> {...common} submit={(input) => addTerminal(id, input)}>
          <TerminalFields customer={customer} />
        </FormModal>
      );
  }
}

function useRequired() {
  const { t } = useTranslation();
  return [{ required: true, message: t('customers:needed') }];
}

function CustomerFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <>
      <Form.Item name="name" label={t('components:customer.name')} rules={required}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="tier" label={t('components:customer.tier')}>
        <CodeSelect list="tiers" />
      </Form.Item>
      <Form.Item name="industry" label={t('customers:column.industry')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="unitId" label={t('customers:column.unit')}>
        <UnitPicker />
      </Form.Item>
      <Form.Item name="note" label={t('customers:note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      <Form.Item name="noteMust" valuePropName="checked">
        <Checkbox>{t('customers:mustRead')}</Checkbox>
      </Form.Item>
    </>
  );
}

function ContactFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <FieldPair>
      <Form.Item name="name" label={t('customers:field.name')} rules={required}>
        <Input autoFocus maxLength={50} />
      </Form.Item>
      <Form.Item name="role" label={t('customers:field.role')}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="phone" label={t('components:customer.phone')}>
        <Input inputMode="tel" maxLength={40} />
      </Form.Item>
      <Form.Item name="email" label={t('customers:field.email')}>
        <Input inputMode="email" maxLength={100} />
      </Form.Item>
      <Form.Item name="main" valuePropName="checked">
        <Checkbox>{t('customers:main')}</Checkbox>
      </Form.Item>
    </FieldPair>
  );
}

function SiteFields() {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <FieldPair>
      <Form.Item name="name" label={t('customers:field.siteName')} rules={required}>
        <Input autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="area" label={t('customers:field.area')} rules={required}>
        <CodeSelect list="areas" />
      </Form.Item>
      <Form.Item name="address" label={t('customers:field.address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="lat" label={t('customers:field.lat')} rules={required}>
        <InputNumber style={{ width: '100%' }} min={-90} max={90} step={0.0001} />
      </Form.Item>
      <Form.Item name="lon" label={t('customers:field.lon')} rules={required}>
        <InputNumber style={{ width: '100%' }} min={-180} max={180} step={0.0001} />
      </Form.Item>
      <Form.Item name="heightM" label={t('customers:field.height')}>
        <InputNumber style={{ width: '100%' }} min={-500} max={20000} />
      </Form.Item>
    </FieldPair>
  );
}

function TerminalFields({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const required = useRequired();
  return (
    <FieldPair>
      <Form.Item name="product" label={t('customers:field.product')} rules={required}>
        <CodeSelect list="products" autoFocus />
      </Form.Item>
      <Form.Item name="number" label={t('customers:field.number')}>
        <Input maxLength={40} />
      </Form.Item>
      {(['sim', 'imei', 'serial', 'maker', 'model', 'satellite', 'beam', 'gateway', 'antenna'] as const).map((name) => (
        <Form.Item key={name} name={name} label={t(`customers:field.${name}`)}>
          <Input maxLength={60} />
        </Form.Item>
      ))}
      <Form.Item name="satelliteLon" label={t('customers:field.satelliteLon')}>
        <InputNumber style={{ width: '100%' }} min={-180} max={180} step={0.1} />
      </Form.Item>
      <Form.Item name="siteId" label={t('customers:field.site')}>
        <Select allowClear options={customer.sites.map((site) => ({ value: site.id, label: site.name }))} />
      </Form.Item>
    </FieldPair>
  );
}
