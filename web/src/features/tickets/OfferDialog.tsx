import { Alert, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '@/api/client';
import { useMe } from '@/api/session';
import type { Ticket, TicketRow } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { StaffPicker } from '@/components/pickers';
import { NotAllSent, type Outcome, sendEach } from '@/components/sendEach';
import { sentenceOf } from '@/components/states';
import styles from './SelectionBar.module.css';
import type { Selection } from './useSelection';

interface Values {
  staffId: string;
  reason: string;
}

const offer = (row: TicketRow, input: Values) =>
  post<Ticket>(`/tickets/${row.id}/offer`, { ...input, version: row.version });

/**
 * Offers the chosen tickets to a colleague, each by itself. Those that were offered are let go; those that were refused
 * stay chosen, and the window says why.
 */
export function OfferDialog({ selection, onClose }: { selection: Selection<TicketRow>; onClose: () => void }) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<Outcome<TicketRow>['refused']>([]);
  const me = useMe();
  const count = selection.rows.length;
  const needed = [{ required: true, message: t('tickets:fillIn') }];
  const keepRefused = (error: unknown): boolean => {
    if (!(error instanceof NotAllSent)) return false;
    const outcome = error.outcome as Outcome<TicketRow>;
    selection.drop(outcome.sent);
    setRefused(outcome.refused);
    return true;
  };
  return (
    <FormModal<Values>
      title={t('tickets:offerTitle', { count })}
      okText={t('tickets:offer')}
      done={t('tickets:offered')}
      touches={[['tickets'], ['home'], ['notifications']]}
      submit={(input) => sendEach(selection.rows, (row) => offer(row, input))}
      onDone={() => selection.drop()}
      onFail={keepRefused}
      onClose={onClose}
    >
      {refused.length > 0 && (
        <Alert
          className={styles.refused}
          type="warning"
          showIcon
          title={
            <>
              {t('tickets:notOffered', { count: refused.length })}
              <ul>
                {refused.map(({ one, error }) => (
                  <li key={one.id}>
                    <b>{one.number}</b> {sentenceOf(error)}
                  </li>
                ))}
              </ul>
            </>
          }
        />
      )}
      <Form.Item name="staffId" label={t('tickets:offerTo')} rules={needed} extra={t('tickets:offerHint')}>
        <StaffPicker filter={{ role: 'frontdesk' }} ownUnit={me.unit.id} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label={t('tickets:offerReason')} rules={needed}>
        <Input maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}
