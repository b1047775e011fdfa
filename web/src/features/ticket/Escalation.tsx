import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { answerEscalation } from './api';
import { Owed } from './Owed';

/** The ticket is before the supervisors: why, and for them the answer that is owed. */
export function Escalation({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (ticket.escalation === '') return null;
  return (
    <Owed
      title={t('ticket:escalation.title')}
      said={ticket.escalation}
      may={ticket.may.answerEscalation?.ok === true}
      answer={t('ticket:escalation.answer')}
      label={t('ticket:escalation.text')}
      okText={t('ticket:escalation.answer')}
      done={t('ticket:escalation.done')}
      submit={({ text }) => answerEscalation(ticket, text)}
    />
  );
}
