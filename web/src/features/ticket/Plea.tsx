import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import type { Ticket } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FormModal } from '@/components/FormModal';
import { touches } from './api';

/** The customer holds the matter to be more urgent: what he says, and the answer that is owed to him. */
export function Plea({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [answering, setAnswering] = useState(false);
  if (ticket.plea === '') return null;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={
          <>
            <b>{t('ticket:plea.title')}</b> {ticket.plea}
          </>
        }
        action={
          ticket.may.answerPlea?.ok && (
            <Button size="small" onClick={() => setAnswering(true)}>
              {t('ticket:plea.answer')}
            </Button>
          )
        }
      />
      {answering && (
        <FormModal<{ priority: string; text: string }, Ticket>
          title={t('ticket:plea.answer')}
          okText={t('ticket:plea.send')}
          done={t('ticket:plea.done')}
          touches={touches}
          initial={{ priority: ticket.priority }}
          submit={(input) => post<Ticket>(`/tickets/${ticket.id}/plea`, input)}
          onClose={() => setAnswering(false)}
        >
          <Form.Item name="priority" label={t('ticket:plea.priority')}>
            <CodeSelect list="priorities" />
          </Form.Item>
          <Form.Item
            name="text"
            label={t('ticket:plea.text')}
            extra={t('ticket:plea.textHint')}
            rules={[{ required: true, whitespace: true, message: t('ticket:required') }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
