import { KeyOutlined, LoginOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { useIn } from '@/api/org';
import { knowsPasskeys } from '@/api/passkey';
import { setOut, waysInQuery } from '@/api/providers';
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
  /** The directory whose password it is; none: it is that of the account here. */
  provider?: string;
}

/** Where one comes in: by password, and a second factor where there is one, by a passkey alone, or by a provider. After it,
 * the page that was asked for opens. */
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
        <FirstStep notice={notice} to={to} onEnter={enter} onMore={setFactors} />
      ) : (
        <SecondStep factors={factors} onEnter={enter} onBack={again} />
      )}
    </Door>
  );
}

interface FirstStepProps {
  notice?: string;
  to?: string;
  onEnter: (me: Me) => Promise<void>;
  onMore: (factors: FactorKind[]) => void;
}

function FirstStep({ notice, to, onEnter, onMore }: FirstStepProps) {
  const { t } = useTranslation();
  const say = useIn();
  const { data: ways = [] } = useQuery(waysInQuery);
  const directories = ways.filter((way) => way.kind === 'directory');
  const [error, setError] = useState(notice);
  const [busy, setBusy] = useState<string>();

  const attempt = async (way: string, act: () => Promise<void>) => {
    setBusy(way);
    setError(undefined);
    try {
      await act();
    } catch (e) {
      setError(passkeyWords(e, t) ?? sentenceOf(e));
      setBusy(undefined);
    }
  };
  const byPassword = async ({ login, password, provider }: LoginForm) => {
    const answer = await logIn(login.trim(), password, provider || undefined);
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
        initialValues={{ provider: '' }}
      >
        {directories.length > 0 && (
          <Form.Item name="provider" label={t('session:whose')}>
            <Radio.Group
              options={[
                { value: '', label: t('session:local') },
                ...directories.map((way) => ({ value: way.id, label: say(way.name) })),
              ]}
            />
          </Form.Item>
        )}
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
      {ways
        .filter((way) => way.kind === 'oidc')
        .map((way) => (
          <Button
            key={way.id}
            size="large"
            block
            className={styles.other}
            icon={<LoginOutlined />}
            loading={busy === way.id}
            onClick={() =>
              void attempt(way.id, async () => window.location.assign(await setOut(way.id, { errand: 'log-in', to })))
            }
          >
            {t('session:by', { name: say(way.name) })}
          </Button>
        ))}
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
