import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acknowledgeBreakGlass, breakGlassQuery } from '@/api/security';
import type { BreakGlassUse } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { Time } from '@/components/Time';
import styles from './Shell.module.css';

/** Tells the keepers of the house, on every page, that the account for emergencies was used, until one has said why. */
export function BreakGlassBand() {
  const { t } = useTranslation();
  const { data: uses = [] } = useQuery(breakGlassQuery);
  const [asked, setAsked] = useState<BreakGlassUse>();
  return (
    <>
      {uses.map((use) => (
        <div key={use.id} className={`${styles.alarm} ${styles.grave}`} role="alert">
          <strong>{t('app:breakGlass', { name: use.account })}</strong>
          <span>
            <Time at={use.at} as="exact" /> · {use.address}
            {use.device !== '' && ` · ${use.device}`} · {t('app:breakGlassSeen')} <Time at={use.seenAt} />
          </span>
          <Button size="small" onClick={() => setAsked(use)}>
            {t('app:acknowledge')}
          </Button>
        </div>
      ))}
      {asked && (
        <FormModal<{ reason: string }>
          title={t('app:acknowledgeTitle')}
          okText={t('app:acknowledge')}
          submit={({ reason }) => acknowledgeBreakGlass(asked.id, reason)}
          touches={[['security', 'breakGlass']]}
          onClose={() => setAsked(undefined)}
        >
          <Form.Item
            name="reason"
            label={t('app:acknowledgeReason')}
            rules={[{ required: true, whitespace: true, message: t('settings:fillIn') }]}
          >
            <Input.TextArea autoFocus rows={3} maxLength={500} />
          </Form.Item>
        </FormModal>
      )}
    </>
  );
}
