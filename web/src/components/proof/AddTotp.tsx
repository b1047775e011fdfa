import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTotp, confirmTotp } from '@/api/security';
import type { AddedFactor, NewTotp } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { CodeInput } from './CodeInput';
import { FactorName } from './FactorName';
import styles from './Proof.module.css';

export interface AddFactorProps {
  onDone: (added: AddedFactor) => void;
  onClose: () => void;
}

/** Sets up an authenticator: its name, then the picture and a code that shows that it works. */
export function AddTotp({ onDone, onClose }: AddFactorProps) {
  const { t } = useTranslation();
  const [made, setMade] = useState<NewTotp>();
  const goesOn = useRef(false);
  if (made === undefined) {
    return (
      <FormModal<{ name: string }, NewTotp>
        title={t('proof:addTotp')}
        okText={t('proof:next')}
        initial={{ name: t('proof:nameTotp') }}
        submit={({ name }) => addTotp(name)}
        touches={[]}
        onDone={(totp) => {
          goesOn.current = true;
          setMade(totp);
        }}
        onClose={() => {
          if (!goesOn.current) onClose();
        }}
      >
        <p className={styles.why}>{t('proof:aboutTotp')}</p>
        <FactorName />
      </FormModal>
    );
  }
  return (
    <FormModal<{ code: string }, AddedFactor>
      key={made.id}
      title={t('proof:addTotp')}
      okText={t('proof:done')}
      submit={({ code }) => confirmTotp(made.id, code)}
      touches={[['security']]}
      done={t('proof:added')}
      onDone={onDone}
      onClose={onClose}
    >
      <div className={styles.scan}>
        <img src={made.picture} alt={t('proof:qr')} />
        <div>
          <p>{t('proof:scan')}</p>
          <p className={styles.why}>{t('proof:typed')}</p>
          <code className={styles.secret}>{made.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
        </div>
      </div>
      <CodeInput />
    </FormModal>
  );
}
