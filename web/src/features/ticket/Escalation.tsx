import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { answerEscalation, touches } from './api';

/** The ticket is before the supervisors: why, and for them the answer that is owed. */
export function Escalation({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [answering, setAnswering] = useState(false);
  if (ticket.escalation === '') return null;
  const may = ticket.may.answerEscalation?.ok === true;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={
          <>
            <b>{t('ticket:escalation.title')}</b> {ticket.escalation}
          </>
        }
        action={
          may && (
            <Button size="small" onClick={() => setAnswering(true)}>
              {t('ticket:escalation.answer')}
            </Button>
          )
        }
      />
      {answering && (
        <FormModal<{ text: string }, Ticket>
          title={t('ticket:escalation.answer')}
          okText={t('ticket:escalation.answer')}
          done={t('ticket:escalation.done')}
          touches={touches}
          submit={({ text }) => answerEscalation(ticket, text)}
          onClose={() => setAnswering(false)}
        >
          <Form.Item
            name="text"
            label={t('ticket:escalation.text')}
            rules={[{ required: true, whitespace: true, message: t('ticket:required') }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
