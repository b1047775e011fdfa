import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { logIn } from '@/api/session';
import { Mark } from '@/app/Mark';
import { sentenceOf } from '@/components/states';
import { setLanguage } from '@/i18n';
import { useLanguage } from '@/i18n/language';
import styles from './LoginPage.module.css';

interface LoginForm {
  login: string;
  password: string;
}

/** Where one comes in. After it, the page that was asked for opens. */
export function LoginPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { to } = useSearch({ from: '/login' });
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const enter = async ({ login, password }: LoginForm) => {
    setBusy(true);
    setError(undefined);
    try {
      client.setQueryData(keys.session, await logIn(login.trim(), password));
      if (to?.startsWith('/') && !to.startsWith('//')) router.history.push(to);
      else await navigate({ to: '/' });
    } catch (e) {
      setError(sentenceOf(e));
      setBusy(false);
    }
  };
  return (
    <main className={styles.login}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={44} />
          <h1>{t('session:title')}</h1>
        </div>
        <p className={styles.line}>{t('session:line')}</p>
        <Form<LoginForm> layout="vertical" requiredMark={false} onFinish={enter} validateTrigger="onSubmit">
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
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t('session:enter')}
          </Button>
        </Form>
        <div className={styles.foot}>
          <a href="/portal/">{t('session:portal')}</a>
          <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {t('app:otherLanguage')}
          </button>
        </div>
      </div>
    </main>
  );
}
