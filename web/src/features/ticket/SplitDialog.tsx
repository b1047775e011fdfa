import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Form, type FormInstance, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventsQuery } from '@/api/tickets';
import type { Ticket } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { textOf } from '@/components/events/eventWords';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { timeWords } from '@/i18n/time';
import { type Splitting, splitTicket } from './api';
import styles from './Related.module.css';
import type { Common } from './StepDialog';

/** Makes a ticket of its own of a second matter, with what was said and sent about it. */
export function SplitDialog({ ticket, common }: { ticket: Ticket; common: Common }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const needed = [{ required: true, whitespace: true, message: t('ticket:required') }];
  return (
    <FormModal<Splitting, Ticket>
      {...common}
      width={620}
      initial={{ kind: ticket.kind, priority: ticket.priority }}
      submit={(input) => splitTicket(ticket, input, key)}
      onDone={({ number }) => void navigate({ to: '/tickets/$id', params: { id: number } })}
    >
      {(form) => (
        <>
          <p className={styles.hint}>{t('ticket:split.hint')}</p>
          <Form.Item name="subject" label={t('ticket:subject')} rules={needed}>
            <Input autoFocus maxLength={200} />
          </Form.Item>
          <Form.Item name="description" label={t('ticket:description')} rules={needed}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20_000} />
          </Form.Item>
          <FieldPair>
            <Form.Item name="kind" label={t('events:field.kind')}>
              <CodeSelect list="kinds" onChange={() => form.setFieldValue('category', undefined)} />
            </Form.Item>
            <CategoryField form={form} />
            <Form.Item name="priority" label={t('ticket:priority')}>
              <CodeSelect list="priorities" />
            </Form.Item>
          </FieldPair>
          <Carried ticket={ticket} />
        </>
      )}
    </FormModal>
  );
}

function CategoryField({ form }: { form: FormInstance<Splitting> }) {
  const { t } = useTranslation();
  const kind = Form.useWatch('kind', form);
  return (
    <Form.Item name="category" label={t('ticket:category')}>
      <CodeSelect list="categories" allowClear only={(c) => 'kind' in c && c.kind === kind} />
    </Form.Item>
  );
}

/** What customer and desk have said to each other, and the files, to choose from. */
function Carried({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const now = useNow();
  const language = useLanguage();
  const { data = [] } = useQuery(eventsQuery(ticket.id));
  const said = data.filter((event) => event.kind === 'message' || event.kind === 'reply');
  return (
    <>
      {said.length > 0 && (
        <Form.Item name="events" label={t('ticket:split.events')}>
          <Checkbox.Group
            className={styles.carried}
            options={said.map((event) => ({
              value: event.id,
              label: (
                <>
                  <small>
                    {event.actor.name || t('ticket:customer')} {timeWords(new Date(event.at), now, language)}
                  </small>{' '}
                  {textOf(event)}
                </>
              ),
            }))}
          />
        </Form.Item>
      )}
      {ticket.attachments.length > 0 && (
        <Form.Item name="attachments" label={t('ticket:split.attachments')}>
          <Checkbox.Group
            className={styles.carried}
            options={ticket.attachments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
    </>
  );
}
