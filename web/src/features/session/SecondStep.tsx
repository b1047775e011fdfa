import { KeyOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { knowsPasskeys } from '@/api/passkey';
import { finishWithCode, logInWithPasskey } from '@/api/session';
import type { FactorKind, Me } from '@/api/types';
import { passkeyWords } from '@/components/proof/passkeyWords';
import { sentenceOf } from '@/components/states';
import styles from './LoginPage.module.css';

interface SecondStepProps {
  factors: FactorKind[];
  onEnter: (me: Me, instead?: '/settings/security') => Promise<void>;
  onBack: (why?: string) => void;
}

/** The password was right; now a code, the passkey, or a recovery code. */
export function SecondStep({ factors, onEnter, onBack }: SecondStepProps) {
  const { t } = useTranslation();
  const canPasskey = factors.includes('passkey') && knowsPasskeys();
  const [kind, setKind] = useState<'totp' | 'recovery' | undefined>(factors.includes('totp') ? 'totp' : undefined);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
    } catch (e) {
      if (e instanceof ApiError && e.reason === 'expired') return onBack(e.message);
      setError(passkeyWords(e, t) ?? sentenceOf(e));
      setBusy(false);
    }
  };
  const byCode = async ({ code }: { code: string }) => {
    const me = await finishWithCode(code);
    await onEnter(me, kind === 'recovery' ? '/settings/security' : undefined);
  };
  return (
    <>
      <h2 className={styles.step}>{t('session:second')}</h2>
      {error !== undefined && <Alert type="error" title={error} className={styles.error} role="alert" />}
      {canPasskey && (
        <Button
          type={kind === undefined ? 'primary' : 'default'}
          size="large"
          block
          className={styles.first}
          icon={<KeyOutlined />}
          loading={busy && kind === undefined}
          onClick={() => void attempt(async () => onEnter(await logInWithPasskey(false)))}
        >
          {t('session:withPasskey')}
        </Button>
      )}
      {kind !== undefined && (
        <Form<{ code: string }>
          key={kind}
          layout="vertical"
          requiredMark={false}
          validateTrigger="onSubmit"
          onFinish={(values) => void attempt(() => byCode(values))}
        >
          <Form.Item
            name="code"
            label={t(`proof:${kind === 'totp' ? 'code' : 'factor.recovery'}`)}
            extra={t(kind === 'totp' ? 'proof:codeHint' : 'session:recoveryHint')}
            rules={[{ required: true, whitespace: true, message: t('proof:fillIn') }]}
          >
            <Input
              size="large"
              autoFocus
              inputMode={kind === 'totp' ? 'numeric' : 'text'}
              autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
              spellCheck={false}
              maxLength={30}
            />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t('session:enter')}
          </Button>
        </Form>
      )}
      <div className={styles.ways}>
        {kind !== 'recovery' && (
          <Button type="link" onClick={() => setKind('recovery')}>
            {t('session:useRecovery')}
          </Button>
        )}
        {kind === 'recovery' && factors.includes('totp') && (
          <Button type="link" onClick={() => setKind('totp')}>
            {t('session:useCode')}
          </Button>
        )}
        <Button type="link" onClick={() => onBack()}>
          {t('session:back')}
        </Button>
      </div>
    </>
  );
}
