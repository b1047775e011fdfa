import { useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Popconfirm } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  endSessionOf,
  endSessionsOf,
  resetFactors,
  resetPassword,
  staffSecurityQuery,
  staffSessionsQuery,
  unlock,
} from '@/api/security';
import type { Security, Staff } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './Proof.module.css';
import { Sessions } from './Sessions';

/** How a person proves who he is and where he is logged in, for who keeps the organisation. */
export function StaffSecurity({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(staffSecurityQuery(staff.id));
  const { data: sessions } = useQuery(staffSessionsQuery(staff.id));
  return (
    <Modal
      open
      width={760}
      title={t('proof:staff.title', { name: staff.name })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('common:close')}</Button>}
    >
      {error && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={5} />}
      {data && (
        <>
          <Facts security={data} />
          <Acts staff={staff} security={data} />
        </>
      )}
      <h2 className={styles.heading}>{t('proof:staff.sessions')}</h2>
      <Sessions
        sessions={sessions ?? []}
        end={(id) => endSessionOf(staff.id, id)}
        touches={[['security', 'staffSessions']]}
      />
    </Modal>
  );
}

function Facts({ security }: { security: Security }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = security.factors.map((factor) => `${t(`proof:factor.${factor.kind}`)} ${factor.name}`);
  const password = security.hasPassword ? (
    <>
      {security.passwordAt && (
        <>
          {t('proof:staff.passwordSince')} <Time at={security.passwordAt} as="exact" />
        </>
      )}
      {security.mustChange && <> · {t('proof:staff.mustChange')}</>}
    </>
  ) : (
    t('proof:staff.noPassword')
  );
  const facts: [string, ReactNode][] = [
    ['factors', names.length > 0 ? listWords(names, language) : t('proof:staff.noFactors')],
    ...(security.required ? [['required', t(`proof:staff.requires.${security.required}`)] as [string, ReactNode]] : []),
    ...(names.length > 0 ? [['recovery', security.recoveryLeft] as [string, ReactNode]] : []),
    ['password', password],
  ];
  return (
    <>
      {security.breakGlass && <p className={styles.here}>{t('proof:staff.breakGlass')}</p>}
      <dl className={styles.facts}>
        {facts.map(([key, value]) => (
          <Fact key={key} name={t(`proof:staff.${key}`)}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Acts({ staff, security }: { staff: Staff; security: Security }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [oneTime, setOneTime] = useState<string>();
  const touches = [['security'], ['org']];
  const free = useChange(() => unlock(staff.id), { touches, done: t('proof:staff.unlocked') });
  const reset = useChange(() => resetFactors(staff.id), { touches, done: t('proof:staff.wasReset') });
  const end = useChange(() => endSessionsOf(staff.id), { touches, done: t('proof:sessions.ended') });
  const word = useChange(() => resetPassword(staff.id), { touches, onDone: setOneTime });
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    void message.success(t('proof:codes.copied'));
  };
  return (
    <>
      <div className={styles.acts}>
        {security.lockedUntil && (
          <Button type="primary" loading={free.isPending} onClick={() => free.mutate(undefined)}>
            {t('proof:staff.unlock')}
          </Button>
        )}
        <Ask
          of="resetPassword"
          staff={staff}
          onYes={() => word.mutateAsync(undefined)}
          hint={t('proof:staff.resetPasswordHint')}
        />
        {security.factors.length > 0 && (
          <Ask of="reset" staff={staff} onYes={() => reset.mutateAsync(undefined)} hint={t('proof:staff.resetHint')} />
        )}
        <Ask of="endAll" staff={staff} onYes={() => end.mutateAsync(undefined)} hint={t('proof:sessions.endHint')} />
      </div>
      {oneTime !== undefined && (
        <Modal
          open
          title={t('proof:staff.oneTime', { name: staff.name })}
          closable={false}
          keyboard={false}
          mask={{ closable: false }}
          footer={[
            navigator.clipboard !== undefined && (
              <Button key="copy" onClick={() => void copy(oneTime)}>
                {t('proof:codes.copy')}
              </Button>
            ),
            <Button key="told" type="primary" onClick={() => setOneTime(undefined)}>
              {t('proof:staff.told')}
            </Button>,
          ]}
        >
          <p>{t('proof:staff.oneTimeHint')}</p>
          <code className={styles.secret}>{oneTime}</code>
        </Modal>
      )}
    </>
  );
}

interface AskProps {
  of: 'reset' | 'resetPassword' | 'endAll';
  staff: Staff;
  hint: string;
  onYes: () => Promise<unknown>;
}

function Ask({ of, staff, hint, onYes }: AskProps) {
  const { t } = useTranslation();
  return (
    <Popconfirm
      title={t(`proof:staff.${of}Ask`, { name: staff.name })}
      description={<div style={{ maxWidth: 320 }}>{hint}</div>}
      okText={t(`proof:staff.${of}`)}
      cancelText={t('common:cancel')}
      onConfirm={() => onYes().catch(() => undefined)}
    >
      <Button danger>{t(`proof:staff.${of}`)}</Button>
    </Popconfirm>
  );
}
