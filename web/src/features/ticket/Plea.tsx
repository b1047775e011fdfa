import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import type { Ticket } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { Owed } from './Owed';

/** The customer holds the matter to be more urgent: what he says, and the answer that is owed to him. */
export function Plea({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (ticket.plea === '') return null;
  return (
    <Owed<{ priority: string; text: string }>
      title={t('ticket:plea.title')}
      said={ticket.plea}
      may={ticket.may.answerPlea?.ok === true}
      answer={t('ticket:plea.answer')}
      label={t('ticket:plea.text')}
      hint={t('ticket:plea.textHint')}
      okText={t('ticket:plea.send')}
      done={t('ticket:plea.done')}
      initial={{ priority: ticket.priority }}
      submit={(input) => post<Ticket>(`/tickets/${ticket.id}/plea`, input)}
    >
      <Form.Item name="priority" label={t('ticket:plea.priority')}>
        <CodeSelect list="priorities" />
      </Form.Item>
    </Owed>
  );
}
