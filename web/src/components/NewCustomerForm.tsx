import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { addCustomer, type NewCustomer } from '@/api/customers';
import type { Customer } from '@/api/types';
import { CodeSelect } from './CodeSelect';
import { showFieldErrors } from './formErrors';
import styles from './NewCustomerForm.module.css';
import { useChange } from './useChange';

interface NewCustomerFormProps {
  /** The caller's number, where there is one. */
  phone?: string;
  onDone: (customer: Customer) => void;
  onCancel: () => void;
}

/** Registers a customer with the little that a caller can say in a few seconds. */
export function NewCustomerForm({ phone = '', onDone, onCancel }: NewCustomerFormProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewCustomer>();
  const kind = Form.useWatch('kind', form);
  const add = useChange(addCustomer, {
    touches: [['customers'], ['callers']],
    onDone,
    onFail: (error) => showFieldErrors(form, error),
  });
  return (
    <Form<NewCustomer>
      form={form}
      layout="vertical"
      className={styles.form}
      initialValues={{ kind: 'organisation', tier: 'standard', phone }}
      onFinish={(input) => add.mutate(input)}
      requiredMark={false}
    >
      <Form.Item name="kind" className={styles.whole}>
        <Radio.Group
          aria-label={t('components:customer.kind')}
          options={[
            { value: 'organisation', label: t('components:customer.organisation') },
            { value: 'person', label: t('components:customer.person') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('components:customer.name')}
        rules={[{ required: true, whitespace: true, message: t('components:customer.needName') }]}
      >
        <Input autoFocus maxLength={100} />
      </Form.Item>
      {kind !== 'person' && (
        <Form.Item name="contactName" label={t('components:customer.contactName')}>
          <Input maxLength={50} />
        </Form.Item>
      )}
      <Form.Item name="phone" label={t('components:customer.phone')}>
        <Input inputMode="tel" maxLength={40} />
      </Form.Item>
      <Form.Item name="tier" label={t('components:customer.tier')}>
        <CodeSelect list="tiers" />
      </Form.Item>
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('common:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('components:customer.register')}
        </Button>
      </div>
    </Form>
  );
}
