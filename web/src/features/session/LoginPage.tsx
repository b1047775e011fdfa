import { KeyOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { knowsPasskeys } from '@/api/passkey';
import { logIn, logInWithPasskey } from '@/api/session';
import type { FactorKind, Me } from '@/api/types';
import { passkeyWords } from '@/components/proof/passkeyWords';
import { sentenceOf } from '@/components/states';
import { Door } from './Door';
import styles from './LoginPage.module.css';
import { SecondStep } from './SecondStep';

interface LoginForm {
  login: string;
  password: string;
}

/** Where one comes in: by password, and a second factor where there is one, or by a passkey alone. After it, the page that
 * was asked for opens. */
export function LoginPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { to } = useSearch({ from: '/login' });
  const [factors, setFactors] = useState<FactorKind[]>();
  const [notice, setNotice] = useState<string>();

  const enter = async (me: Me, instead?: '/settings/security') => {
    client.setQueryData(keys.session, me);
    if (instead) await navigate({ to: instead });
    else if (to) router.history.push(to);
    else await navigate({ to: '/' });
  };
  const again = (why?: string) => {
    setFactors(undefined);
    setNotice(why);
  };
  return (
    <Door>
      {factors === undefined ? (
        <FirstStep notice={notice} onEnter={enter} onMore={setFactors} />
      ) : (
        <SecondStep factors={factors} onEnter={enter} onBack={again} />
      )}
    </Door>
  );
}

interface FirstStepProps {
  notice?: string;
  onEnter: (me: Me) => Promise<void>;
  onMore: (factors: FactorKind[]) => void;
}

function FirstStep({ notice, onEnter, onMore }: FirstStepProps) {
  const { t } = useTranslation();
  const [error, setError] = useState(notice);
  const [busy, setBusy] = useState<'password' | 'passkey'>();

  const attempt = async (way: 'password' | 'passkey', act: () => Promise<void>) => {
    setBusy(way);
    setError(undefined);
    try {
      await act();
    } catch (e) {
      setError(passkeyWords(e, t) ?? sentenceOf(e));
      setBusy(undefined);
    }
  };
  const byPassword = async ({ login, password }: LoginForm) => {
    const answer = await logIn(login.trim(), password);
    if ('factors' in answer) onMore(answer.factors);
    else await onEnter(answer);
  };
  return (
    <>
      <Form<LoginForm>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => void attempt('password', () => byPassword(values))}
        validateTrigger="onSubmit"
      >
        <Form.Item
          name="login"
          label={t('session:login')}
          rules={[{ required: true, message: t('session:needLogin') }]}
        >
          <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('session:password')}
          rules={[{ required: true, message: t('session:needPassword') }]}
        >
          <Input.Password size="large" autoComplete="current-password" />
        </Form.Item>
        {error !== undefined && <Alert type="error" title={error} className={styles.error} role="alert" />}
        <Button type="primary" size="large" htmlType="submit" block loading={busy === 'password'}>
          {t('session:enter')}
        </Button>
      </Form>
      {knowsPasskeys() && (
        <Button
          size="large"
          block
          className={styles.other}
          icon={<KeyOutlined />}
          loading={busy === 'passkey'}
          onClick={() => void attempt('passkey', async () => onEnter(await logInWithPasskey(true)))}
        >
          {t('session:byPasskey')}
        </Button>
      )}
    </>
  );
}
