import { useQuery } from '@tanstack/react-query';
import { Form, type FormInstance, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '@/api/customers';
import type { Customer, Terminal } from '@/api/types';
import { CustomerPicker } from '@/components/CustomerPicker';
import { FormModal } from '@/components/FormModal';
import { moveTerminal, touches } from '../api';
import { terminalName } from '../terminalName';
import styles from './Forms.module.css';
import { useNeeded } from './PartForm';

interface MoveFormProps {
  customer: Customer;
  terminal: Terminal;
  onClose: () => void;
}

interface Values {
  whereTo: 'within' | 'away';
  customerId?: string;
  siteId: string;
  reason: string;
}

/** Moves a terminal to another site, or to another customer, for a reason. */
export function MoveForm({ customer, terminal, onClose }: MoveFormProps) {
  const { t } = useTranslation();
  const needed = useNeeded();
  return (
    <FormModal<Values>
      title={t('customers:move.title', { name: terminalName(terminal) })}
      okText={t('customers:move.ok')}
      initial={{ whereTo: 'within' }}
      submit={({ whereTo, customerId, siteId, reason }) =>
        moveTerminal(terminal, { customerId: whereTo === 'away' ? customerId : undefined, siteId, reason })
      }
      touches={touches}
      done={t('customers:move.done')}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className={styles.hint}>{t('customers:move.goes')}</p>
          <Form.Item name="whereTo" label={t('customers:move.whereTo')}>
            <Radio.Group
              onChange={() => form.setFieldValue('siteId', undefined)}
              options={(['within', 'away'] as const).map((value) => ({ value, label: t(`customers:move.${value}`) }))}
            />
          </Form.Item>
          <WhereTo form={form} customer={customer} terminal={terminal} />
          <Form.Item
            name="reason"
            label={t('customers:move.reason')}
            rules={needed}
            extra={t('customers:move.reasonHint')}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

/** The site, and the customer whose it is where that is another one. */
function WhereTo({ form, customer, terminal }: Omit<MoveFormProps, 'onClose'> & { form: FormInstance<Values> }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const away = Form.useWatch('whereTo', form) === 'away';
  const otherId = Form.useWatch('customerId', form) ?? '';
  const { data: other } = useQuery({ ...customerQuery(otherId), enabled: away && otherId !== '' });
  const sites = away ? (other?.sites ?? []) : customer.sites.filter((site) => site.id !== terminal.siteId);
  const nowhere = away || terminal.siteId !== undefined ? [{ value: '', label: t('customers:move.noSite') }] : [];
  return (
    <>
      {away && (
        <Form.Item name="customerId" label={t('customers:move.customer')} rules={needed}>
          <CustomerPicker except={customer.id} onChange={() => form.setFieldValue('siteId', undefined)} />
        </Form.Item>
      )}
      <Form.Item
        name="siteId"
        label={t('customers:move.site')}
        rules={[
          { validator: (_, id) => (id === undefined ? Promise.reject(t('customers:needed')) : Promise.resolve()) },
        ]}
        required
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={away && other === undefined}
          options={[...sites.map((site) => ({ value: site.id, label: site.name })), ...nowhere]}
        />
      </Form.Item>
    </>
  );
}
