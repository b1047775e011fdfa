import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import { customerQuery } from '@/api/customers';
import type { Customer } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { touches } from './api';

/** Says of a merged customer as whom he goes on, and undoes it. */
export function Merged({ customer, mayWrite }: { customer: Customer; mayWrite: boolean }) {
  const { t } = useTranslation();
  const { data: into } = useQuery(customerQuery(customer.mergedInto));
  const [undoing, setUndoing] = useState(false);
  const [before, after] = t('customers:merge.goesOn', { name: '\n' }).split('\n');
  return (
    <>
      <Alert
        type="warning"
        showIcon
        style={{ marginBottom: 12 }}
        title={
          <>
            {before}
            <Link to="/customers/$id" params={{ id: customer.mergedInto }}>
              {into?.name ?? '…'}
            </Link>
            {after}
          </>
        }
        action={
          mayWrite && (
            <Button size="small" onClick={() => setUndoing(true)}>
              {t('customers:merge.undo')}
            </Button>
          )
        }
      />
      {undoing && (
        <FormModal<{ reason: string }>
          title={t('customers:merge.undoTitle', { name: customer.name })}
          okText={t('customers:merge.undo')}
          submit={({ reason }) => post(`/customers/${customer.id}/unmerge`, { reason })}
          touches={touches}
          done={t('customers:merge.undone')}
          onClose={() => setUndoing(false)}
        >
          <p>{t('customers:merge.undoWhat')}</p>
          <Form.Item
            name="reason"
            label={t('customers:merge.undoReason')}
            rules={[{ required: true, whitespace: true, message: t('customers:needed') }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
