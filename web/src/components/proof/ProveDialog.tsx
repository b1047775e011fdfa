import { KeyOutlined, LoginOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIn } from '@/api/org';
import { knowsPasskeys } from '@/api/passkey';
import { proofChannel, setOut } from '@/api/providers';
import { mySecurityQuery, prove, proveWithPasskey } from '@/api/security';
import { sentenceOf } from '@/components/states';
import { CodeInput } from './CodeInput';
import styles from './Proof.module.css';
import { passkeyWords } from './passkeyWords';

type Way = 'password' | 'code';

/** Lets a provider ask, in a window of its own: what is typed on the page stays. That window tells when it is done. */
async function proveAt(provider: string): Promise<void> {
  const own = window.open('about:blank', '_blank', 'popup,width=520,height=680');
  const address = await setOut(provider, { errand: 'prove' }).catch((e: unknown) => {
    own?.close();
    throw e;
  });
  if (own === null) window.location.assign(address);
  else own.location.href = address;
}

/** Asks for the password, a code, the passkey, or the provider by which one logs in. */
export function ProveDialog({ onEnd }: { onEnd: (proved: boolean) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const { data: mine } = useQuery(mySecurityQuery);
  const [way, setWay] = useState<Way>('password');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const say = useIn();
  useEffect(() => {
    const channel = new BroadcastChannel(proofChannel);
    channel.onmessage = () => onEnd(true);
    return () => channel.close();
  }, [onEnd]);
  const has = (kind: string) => mine?.factors.some((factor) => factor.kind === kind) ?? false;

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await act();
      onEnd(true);
    } catch (e) {
      setError(passkeyWords(e, t) ?? sentenceOf(e));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('proof:title')}
      width={440}
      onCancel={() => onEnd(false)}
      okText={t('proof:confirm')}
      cancelText={t('common:cancel')}
      okButtonProps={{ htmlType: 'submit', form: id }}
      confirmLoading={busy}
      mask={{ closable: false }}
    >
      <p className={styles.why}>{t('proof:why')}</p>
      <Form<{ password?: string; code?: string }>
        id={id}
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(values) => void attempt(() => prove(values))}
      >
        {has('totp') && (
          <Form.Item label={t('proof:way')}>
            <Radio.Group
              value={way}
              onChange={(e) => setWay(e.target.value as Way)}
              options={(['password', 'code'] as const).map((value) => ({ value, label: t(`proof:${value}`) }))}
            />
          </Form.Item>
        )}
        {way === 'password' ? (
          <Form.Item
            name="password"
            label={t('proof:password')}
            rules={[{ required: true, message: t('proof:fillIn') }]}
          >
            <Input.Password autoFocus autoComplete="current-password" />
          </Form.Item>
        ) : (
          <CodeInput />
        )}
      </Form>
      {error !== undefined && <Alert type="error" title={error} role="alert" />}
      {has('passkey') && knowsPasskeys() && (
        <Button block icon={<KeyOutlined />} className={styles.passkey} onClick={() => void attempt(proveWithPasskey)}>
          {t('proof:usePasskey')}
        </Button>
      )}
      {mine?.linked
        .filter((one) => one.kind === 'oidc')
        .map((one) => (
          <Button
            key={one.id}
            block
            icon={<LoginOutlined />}
            className={styles.passkey}
            onClick={() => void proveAt(one.id).catch((e: unknown) => setError(sentenceOf(e)))}
          >
            {t('proof:useProvider', { name: say(one.name) })}
          </Button>
        ))}
    </Modal>
  );
}
