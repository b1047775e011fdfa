import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { addPasskey } from '@/api/security';
import type { AddedFactor } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import type { AddFactorProps } from './AddTotp';
import { FactorName } from './FactorName';
import styles from './Proof.module.css';
import { passkeyWords } from './passkeyWords';

/** Lets the browser make a passkey and adds it under a name. */
export function AddPasskey({ onDone, onClose }: AddFactorProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const fail = (error: unknown): boolean => {
    const words = passkeyWords(error, t);
    if (words !== undefined) void message.error(words, 6);
    return words !== undefined;
  };
  return (
    <FormModal<{ name: string }, AddedFactor>
      title={t('proof:addPasskey')}
      okText={t('proof:makePasskey')}
      initial={{ name: t('proof:namePasskey') }}
      submit={({ name }) => addPasskey(name)}
      touches={[['security']]}
      done={t('proof:added')}
      onDone={onDone}
      onFail={fail}
      onClose={onClose}
    >
      <p className={styles.why}>{t('proof:aboutPasskey')}</p>
      <FactorName />
    </FormModal>
  );
}
