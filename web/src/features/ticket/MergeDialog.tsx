import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Checkbox, Form, type FormInstance, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { similarQuery, ticketsQuery } from '@/api/tickets';
import type { MergePreview, Ticket, TicketRow } from '@/api/types';
import { StatusBadge } from '@/components/Badges';
import { FormModal } from '@/components/FormModal';
import { sentenceOf } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { timeWords } from '@/i18n/time';
import { type Merging, mergeQuery, mergeTicket } from './api';
import styles from './Related.module.css';
import type { Common } from './StepDialog';

/** Lets a ticket go on under another: it is found by number or among the similar ones, and what will happen is said first. */
export function MergeDialog({ ticket, common }: { ticket: Ticket; common: Common }) {
  const { t } = useTranslation();
  return (
    <FormModal<Merging> {...common} width={620} submit={(input) => mergeTicket(ticket, input)}>
      {(form) => (
        <>
          <Form.Item
            name="into"
            label={t('ticket:merge.into')}
            rules={[{ required: true, message: t('ticket:required') }]}
          >
            <TicketPicker ticket={ticket} />
          </Form.Item>
          <Consequences ticket={ticket} form={form} />
        </>
      )}
    </FormModal>
  );
}

interface TicketPickerProps {
  ticket: Ticket;
  id?: string;
  value?: string;
  onChange?: (id: string) => void;
}

/** Chooses another ticket that is worked on: the similar ones are offered first. */
function TicketPicker({ ticket, ...field }: TicketPickerProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const like = { customer: ticket.customer?.id ?? '', terminal: ticket.terminal?.id ?? '', category: ticket.category };
  const similar = useQuery(similarQuery(like));
  const found = useInfiniteQuery({
    ...ticketsQuery({ q: q.trim(), status: 'open,handed', sort: '-created' }, 10),
    enabled: q.trim() !== '',
  });
  const near = (similar.data ?? []).filter((row) => row.status === 'open' || row.status === 'handed');
  const groups = [
    { label: t('ticket:merge.similar'), rows: q.trim() === '' ? near : [] },
    { label: t('ticket:merge.found'), rows: q.trim() === '' ? [] : (found.data?.pages[0]?.items ?? []) },
  ];
  return (
    <Select<string, Choice>
      {...field}
      autoFocus
      defaultOpen={near.length > 0}
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('ticket:merge.find')}
      loading={found.isFetching}
      notFoundContent={q.trim() !== '' && !found.isFetching ? t('ticket:merge.none') : null}
      options={groups
        .map(({ label, rows }) => ({ label, options: rows.filter((row) => row.id !== ticket.id).map(choiceOf) }))
        .filter(({ options }) => options.length > 0)}
      optionRender={({ data }) => data.row && <Line row={data.row} />}
    />
  );
}

interface Choice {
  value?: string;
  label: string;
  row?: TicketRow;
  options?: Choice[];
}

const choiceOf = (row: TicketRow): Choice => ({ value: row.id, label: `${row.number} ${row.subject}`, row });

function Line({ row }: { row: TicketRow }) {
  return (
    <span className={styles.choice}>
      <span>
        <small>{row.number}</small> {row.subject}
      </span>
      <small>{[row.customer?.name, row.owner.name].filter(Boolean).join(' · ')}</small>
    </span>
  );
}

/** What will happen, and what must be said or confirmed for it. */
function Consequences({ ticket, form }: { ticket: Ticket; form: FormInstance<Merging> }) {
  const { t } = useTranslation();
  const into = Form.useWatch('into', form) ?? '';
  const { data, error } = useQuery(mergeQuery(ticket.id, into));
  const draft = t('ticket:merge.replyDraft');
  const needed = data?.replyNeeded === true;
  useEffect(() => {
    if (needed && !form.getFieldValue('reply')) form.setFieldValue('reply', draft);
  }, [needed, form, draft]);
  if (error) return <Alert type="error" showIcon title={sentenceOf(error)} />;
  if (!data) return null;
  if (!data.may.ok) return <Alert type="error" showIcon title={data.may.why} />;
  const required = { required: true, whitespace: true, message: t('ticket:required') };
  return (
    <>
      <Preview preview={data} />
      {!data.sameCustomer && (
        <>
          <Alert
            className={styles.warning}
            type="warning"
            showIcon
            title={
              <>
                <b>{t('ticket:merge.other')}</b>
                <small className={styles.line}>{t('ticket:merge.otherHint')}</small>
              </>
            }
          />
          <Form.Item
            name="otherCustomer"
            valuePropName="checked"
            rules={[
              {
                validator: (_, yes) => (yes ? Promise.resolve() : Promise.reject(new Error(t('ticket:merge.confirm')))),
              },
            ]}
          >
            <Checkbox>{t('ticket:merge.confirm')}</Checkbox>
          </Form.Item>
        </>
      )}
      <Form.Item name="reason" label={t('ticket:merge.reason')} rules={data.sameCustomer ? [] : [required]}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="reply"
        label={t('ticket:merge.reply')}
        extra={needed ? t('ticket:merge.replyNeeded') : undefined}
        rules={needed ? [required] : []}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}

function Preview({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { into } = preview;
  const due = preview.dueAt ? timeWords(new Date(preview.dueAt), now, language) : '';
  return (
    <section className={styles.preview} aria-label={t('ticket:merge.will')}>
      <p className={styles.into}>
        <b>{into.number}</b> {into.subject} <StatusBadge status={into.status} />
        <small>
          {[into.customer?.name, preview.sameCustomer && t('ticket:merge.same'), into.owner.name]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </p>
      <p>{t('ticket:merge.will')}</p>
      <ul>
        <li>{t('ticket:merge.willStop')}</li>
        {due !== '' && (
          <li>
            {t(preview.sooner ? 'ticket:merge.willSooner' : 'ticket:merge.willKeep', { number: into.number, due })}
          </li>
        )}
        {preview.attachments > 0 && <li>{t('ticket:merge.willFiles', { count: preview.attachments })}</li>}
        <li>{t('ticket:merge.willPortal')}</li>
        <li>{t('ticket:merge.willUndo', { number: into.number })}</li>
      </ul>
    </section>
  );
}
