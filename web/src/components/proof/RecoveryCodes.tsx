import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './Proof.module.css';

/** Recovery codes are shown once: the window closes only by its button. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    void message.success(t('proof:codes.copied'));
  };
  return (
    <Modal
      open
      title={t('proof:codes.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={[
        navigator.clipboard !== undefined && (
          <Button key="copy" onClick={() => void copy()}>
            {t('proof:codes.copy')}
          </Button>
        ),
        <Button key="print" onClick={() => window.print()}>
          {t('proof:codes.print')}
        </Button>,
        <Button key="kept" type="primary" onClick={onClose}>
          {t('proof:codes.kept')}
        </Button>,
      ]}
    >
      <p>{t('proof:codes.once')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Modal>
  );
}
