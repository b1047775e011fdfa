import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { changePassword, mySecurityQuery } from '@/api/security';
import { sessionQuery, useMe } from '@/api/session';
import { showFieldErrors } from '@/components/formErrors';
import { AddFactor } from '@/components/proof/AddFactor';
import { PasswordFields, type PasswordValues } from '@/components/proof/PasswordFields';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import { useLeave } from '@/components/useLeave';
import { Door } from './Door';
import styles from './LoginPage.module.css';

/** What a person owes before he may go on: another password, or a second factor. */
export function OwedPage() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const { to } = useSearch({ from: '/owed' });
  const { data: mine, error, refetch } = useQuery(mySecurityQuery);

  const goOn = async () => {
    const now = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (now.owes) return;
    if (to) router.history.push(to);
    else await navigate({ to: '/' });
  };
  const leave = useLeave();
  const owes = me.owes ?? '';
  return (
    <Door
      foot={
        <button type="button" onClick={() => void leave()}>
          {t('app:logOut')}
        </button>
      }
    >
      <h2 className={styles.step}>{t(`session:owes.${owes || 'nothing'}`)}</h2>
      <p className={styles.why}>{t(`session:owesWhy.${owes || 'nothing'}`, { name: me.name })}</p>
      {error && mine === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && mine === undefined && <LoadingState rows={3} />}
      {mine && owes === 'password' && <ChangePassword least={mine.passwordLeast} onDone={goOn} />}
      {mine && (owes === 'factor' || owes === 'passkey') && (
        <AddFactor mine={mine} only={owes === 'passkey' ? 'passkey' : undefined} onAdded={() => void goOn()} />
      )}
      {owes === '' && (
        <Button type="primary" onClick={() => void goOn()}>
          {t('session:goOn')}
        </Button>
      )}
    </Door>
  );
}

function ChangePassword({ least, onDone }: { least: number; onDone: () => Promise<void> }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<PasswordValues>();
  const change = useChange(({ old, password }: PasswordValues) => changePassword(old, password), {
    touches: [keys.mySecurity],
    done: t('proof:changed'),
    onDone: () => void onDone(),
    onFail: (error) => showFieldErrors(form, error),
  });
  return (
    <Form<PasswordValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => change.mutate(values)}
    >
      <PasswordFields least={least} />
      <Button type="primary" size="large" block htmlType="submit" loading={change.isPending}>
        {t('proof:changePassword')}
      </Button>
    </Form>
  );
}
