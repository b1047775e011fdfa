import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { post } from '@/api/client';
import type { Dispute } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { UnitPicker } from '@/components/pickers';
import styles from './Disputes.module.css';
import { Returns } from './Returns';

/** Says which unit answers for a disputed link, with what the units said before one's eyes. */
export function Decide({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, whitespace: true, message: t('disputes:required') }];
  return (
    <FormModal<{ unitId: string; text: string }>
      title={`${t('disputes:decideTitle')} · ${names.of('links', dispute.link)}`}
      okText={t('disputes:decide')}
      done={t('disputes:done')}
      touches={[['disputes'], ['tickets'], ['handoffs'], ['home']]}
      submit={(input) => post<Dispute>(`/disputes/${dispute.id}/decide`, input)}
      onClose={onClose}
      width={600}
    >
      <div className={styles.matter}>
        <Link to="/tickets/$id" params={{ id: dispute.ticketNumber }} target="_blank" title={t('disputes:openTicket')}>
          {dispute.ticketNumber} {dispute.subject}
        </Link>
        <Returns dispute={dispute} />
      </div>
      <Form.Item
        name="unitId"
        label={t('disputes:unit')}
        rules={[{ required: true, message: t('disputes:chooseUnit') }]}
      >
        <UnitPicker autoFocus concerned={dispute.units.map((unit) => unit.id)} />
      </Form.Item>
      <Form.Item name="text" label={t('disputes:text')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormModal>
  );
}
