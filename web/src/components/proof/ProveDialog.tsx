import { KeyOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsPasskeys } from '@/api/passkey';
import { mySecurityQuery, prove, proveWithPasskey } from '@/api/security';
import { sentenceOf } from '@/components/states';
import { CodeInput } from './CodeInput';
import styles from './Proof.module.css';
import { passkeyWords } from './passkeyWords';

type Way = 'password' | 'code';

/** Asks for the password, a code or the passkey. */
export function ProveDialog({ onEnd }: { onEnd: (proved: boolean) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const { data: mine } = useQuery(mySecurityQuery);
  const [way, setWay] = useState<Way>('password');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
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
    </Modal>
  );
}
