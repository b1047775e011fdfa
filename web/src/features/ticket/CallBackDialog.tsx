import { Form, type FormInstance, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CallbackOutcome, Ticket } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { callBack } from './api';
import type { Common } from './StepDialog';

interface Values {
  outcome: CallbackOutcome;
  note?: string;
}

const outcomes: CallbackOutcome[] = ['confirmed', 'refused', 'unreached'];

/** What the customer is asked, by the kind of the matter: is it mended, is it done, is it solved. */
export function askOf(kind: string): 'fault' | 'request' | 'other' {
  if (kind === 'fault' || kind === 'emergency') return 'fault';
  return kind === 'request' ? 'request' : 'other';
}

/** Who is to be called, as far as the ticket knows. */
function whoOf({ contact, customer }: Ticket): string {
  return [contact.name || customer?.name, contact.phone].filter(Boolean).join(' ');
}

/** Whether a word must stand with an outcome: what is still wrong, or how the customer was tried. */
export const needsNote = (outcome?: CallbackOutcome) => outcome === 'refused' || outcome === 'unreached';

/** Notes what the customer says to the repair, or that nobody was reached. */
export function CallBackDialog({ ticket, common }: { ticket: Ticket; common: Common }) {
  const { t } = useTranslation();
  const tries = ticket.callback?.tries ?? 0;
  const needed = ticket.callback?.needed ?? 0;
  const who = whoOf(ticket);
  const ask = t(`ticket:callbackAsk.${askOf(ticket.kind)}`);
  return (
    <FormModal<Values> {...common} okText={t('ticket:noteCallback')} submit={(input) => callBack(ticket, input)}>
      {(form) => (
        <>
          <p>{who === '' ? t('ticket:callbackSomebody', { ask }) : t('ticket:callbackCall', { who, ask })}</p>
          <AlsoTell ticket={ticket} />
          <Form.Item
            name="outcome"
            label={t('ticket:outcomeLabel')}
            rules={[{ required: true, message: t('ticket:choose') }]}
          >
            <Radio.Group
              optionType="button"
              options={outcomes.map((value) => ({ value, label: t(`events:outcome.${value}`) }))}
            />
          </Form.Item>
          <NoteField form={form} tries={t('ticket:tries', { count: tries, needed })} />
        </>
      )}
    </FormModal>
  );
}

/** Who else is to be told: those whose tickets were merged into this one. */
function AlsoTell({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const others = (ticket.related ?? []).filter(
    (r) => r.relation === 'absorbed' && r.contact?.phone !== ticket.contact.phone,
  );
  if (others.length === 0) return null;
  return (
    <ul>
      {others.map((r) => (
        <li key={r.id}>
          {t('ticket:alsoTell', {
            who: [r.contact?.name, r.contact?.phone].filter(Boolean).join(' ') || t('ticket:customer'),
            number: r.number,
          })}
        </li>
      ))}
    </ul>
  );
}

function NoteField({ form, tries }: { form: FormInstance<Values>; tries: string }) {
  const { t } = useTranslation();
  const outcome = Form.useWatch('outcome', form);
  const required = needsNote(outcome);
  const hint = required ? t(`ticket:callbackHint.${outcome}`) : undefined;
  return (
    <Form.Item
      name="note"
      label={t('ticket:callbackNote')}
      extra={tries}
      dependencies={['outcome']}
      rules={[{ required, whitespace: required, message: hint }]}
    >
      <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} placeholder={hint} />
    </Form.Item>
  );
}
