import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketFilter } from '@/api/tickets';
import type { Bulk, BulkOrder, BulkPreview } from '@/api/types';
import { newKey, previewBulk, startBulk } from '@/components/bulk/api';
import styles from '@/components/bulk/Bulk.module.css';
import { Changes } from '@/components/bulk/Changes';
import { Reasons, Receivers } from '@/components/bulk/Outcome';
import { Run } from '@/components/bulk/Run';
import { showFieldErrors } from '@/components/formErrors';
import { sentenceOf } from '@/components/states';
import { BulkFields } from './BulkFields';
import { type BulkAction, type BulkValues, bulkMost, orderOf } from './bulk';

interface BulkDialogProps {
  action: BulkAction;
  /** The chosen tickets, or all that the filter finds. */
  ids: string[] | 'all';
  filter: TicketFilter;
  onDone: () => void;
  onClose: () => void;
}

/**
 * One action on many tickets: what it asks for, what it would do with each, and how far it is. Nothing is done before
 * the person has seen what will be.
 */
export function BulkDialog({ action, ids, filter, onDone, onClose }: BulkDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<BulkValues>();
  const [seen, setSeen] = useState<{ order: BulkOrder; preview: BulkPreview; key: string }>();
  const [begun, setBegun] = useState<Bulk>();
  const preview = useMutation({
    mutationFn: (order: BulkOrder) => previewBulk(filter, order),
    onSuccess: (found, order) => setSeen({ order, preview: found, key: newKey() }),
    onError: (error) => showFieldErrors(form, error) || void message.error(sentenceOf(error), 6),
  });
  const start = useMutation({
    mutationFn: ({ order, preview: { items }, key }: NonNullable<typeof seen>) =>
      startBulk({ ...order, all: undefined, ids: items.map((item) => item.ticketId) }, key),
    onSuccess: (bulk) => {
      setBegun(bulk);
      onDone();
    },
    onError: (error) => void message.error(sentenceOf(error), 6),
  });
  const look = (values: BulkValues) => preview.mutate(orderOf(action.name, values, ids));
  const simple = action.fields.length === 0;
  const looked = useRef(false);
  useEffect(() => {
    if (!simple || looked.current) return;
    looked.current = true;
    preview.mutate(orderOf(action.name, {}, ids));
  }, [simple, action.name, ids, preview.mutate]);
  const can = seen?.preview.can ?? 0;
  return (
    <Modal
      open
      width={680}
      title={t(`tickets:bulk.${action.name}`)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        begun ? (
          <Button type="primary" onClick={onClose} autoFocus>
            {t('common:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            {seen && !simple && <Button onClick={() => setSeen(undefined)}>{t('bulk:back')}</Button>}
            {seen ? (
              <Button
                type="primary"
                autoFocus
                disabled={can === 0}
                loading={start.isPending}
                onClick={() => start.mutate(seen)}
              >
                {t(`tickets:bulkRun.${action.name}`, { count: can })}
              </Button>
            ) : (
              <Button type="primary" loading={preview.isPending} onClick={() => form.submit()}>
                {t('bulk:preview')}
              </Button>
            )}
          </>
        )
      }
    >
      <Form<BulkValues>
        form={form}
        layout="vertical"
        onFinish={look}
        style={{ display: seen ? 'none' : undefined }}
        scrollToFirstError={{ focus: true }}
      >
        <BulkFields action={action} form={form} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
      {begun ? <Run begun={begun} /> : seen && <Seen preview={seen.preview} />}
    </Modal>
  );
}

/** What would become of the tickets. */
function Seen({ preview: { items, can, cannot, more } }: { preview: BulkPreview }) {
  const { t } = useTranslation();
  return (
    <div className={styles.outcome}>
      <p className={styles.counts} role="status">
        <span className={styles.can}>{t('bulk:can', { count: can })}</span>
        {cannot > 0 && <span className={styles.cannot}>{t('bulk:cannot', { count: cannot })}</span>}
      </p>
      <Receivers items={items} />
      <Changes items={items} />
      <Reasons items={items} />
      {more && <p className={styles.note}>{t('bulk:more', { count: bulkMost })}</p>}
    </div>
  );
}
