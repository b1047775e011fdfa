import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contact } from '@/api/types';
import { FieldPair } from '@/components/FieldPair';
import styles from './Forms.module.css';
import { PartForm, type PartFormProps, useNeeded } from './PartForm';

const duties = ['technical', 'billing', 'emergency', 'decision'] as const;
const rights: Contact['portal'][] = ['none', 'view', 'report', 'manage'];

const valuesOf = ({ name, role, duties, phone, email, main, portal, note }: Contact) => ({
  name,
  role,
  duties,
  phone,
  email,
  main,
  portal,
  note,
});

/** Adds or changes a person who speaks for the customer. */
export function ContactForm(props: PartFormProps<'contact'>) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:contactField.${field}`);
  return (
    <PartForm
      {...props}
      title={t(props.part ? 'customers:changing.contact' : 'customers:adding.contact')}
      blank={{ portal: 'none' }}
      valuesOf={valuesOf}
      emptied={{ duties: [] }}
      nameOf={label}
    >
      <FieldPair>
        <Form.Item name="name" label={label('name')} rules={needed}>
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item name="role" label={label('role')}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="phone" label={label('phone')}>
          <Input inputMode="tel" maxLength={40} />
        </Form.Item>
        <Form.Item name="email" label={label('email')}>
          <Input inputMode="email" maxLength={100} />
        </Form.Item>
      </FieldPair>
      <Form.Item name="duties" label={label('duties')}>
        <Select mode="multiple" options={duties.map((value) => ({ value, label: t(`customers:duty.${value}`) }))} />
      </Form.Item>
      <Form.Item name="portal" label={label('portal')}>
        <Radio.Group
          className={styles.rights}
          options={rights.map((value) => ({
            value,
            label: (
              <span>
                {t(`customers:portalRight.${value}`)}
                <small className={styles.hint}>{t(`customers:portalOpens.${value}`)}</small>
              </span>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={label('note')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
      </Form.Item>
      <Form.Item name="main" valuePropName="checked" extra={t('customers:mainHint')}>
        <Checkbox>{t('customers:main')}</Checkbox>
      </Form.Item>
    </PartForm>
  );
}
