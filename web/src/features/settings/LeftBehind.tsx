import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import { ticketCountQuery } from '@/api/tickets';
import type { Staff } from '@/api/types';
import { ShareDialog } from '@/components/bulk/ShareDialog';

/** What a person who was just disabled still owns and works on, and the way to give it to colleagues. */
export function LeftBehind({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const maySupervise = useMay('ticket.supervise');
  const [sharing, setSharing] = useState(false);
  const held = { status: 'active', holder: staff.id };
  const { data } = useQuery(ticketCountQuery(held));
  if (sharing) return <ShareDialog from={staff} unit={staff.unit} onClose={onClose} />;
  if (!data || data.count === 0) return null;
  return (
    <Modal
      open
      width={460}
      title={t('settings:staff.leftBehind', { name: staff.name })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:close')}</Button>
          {maySupervise && (
            <Button type="primary" autoFocus onClick={() => setSharing(true)}>
              {t('bulk:share.title', { name: staff.name })}
            </Button>
          )}
        </>
      }
    >
      <p>{t('settings:staff.leftCount', { count: data.count })}</p>
      {!maySupervise && <p>{t('settings:staff.leftAsk')}</p>}
      <Link to="/tickets" search={held}>
        {t('settings:staff.leftOpen')}
      </Link>
    </Modal>
  );
}
