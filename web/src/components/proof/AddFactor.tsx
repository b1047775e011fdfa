import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsPasskeys } from '@/api/passkey';
import type { AddedFactor, Security } from '@/api/types';
import { AddPasskey } from './AddPasskey';
import { AddTotp } from './AddTotp';
import styles from './Proof.module.css';
import { RecoveryCodes } from './RecoveryCodes';

interface AddFactorButtonsProps {
  mine: Security;
  /** Only this kind does. */
  only?: 'passkey';
  /** The factor is there, and the recovery codes that came with it have been kept. */
  onAdded?: () => void;
}

/** The ways to add a second factor, and the recovery codes that come with the first one. */
export function AddFactor({ mine, only, onAdded }: AddFactorButtonsProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState<'totp' | 'passkey'>();
  const [codes, setCodes] = useState<string[]>();
  const added = ({ recoveryCodes }: AddedFactor) => {
    if (recoveryCodes.length > 0) setCodes(recoveryCodes);
    else onAdded?.();
  };
  const canPasskey = mine.canPasskey && knowsPasskeys();
  return (
    <>
      <div className={styles.acts}>
        <Button
          type={only === 'passkey' ? 'primary' : 'default'}
          disabled={!canPasskey}
          onClick={() => setAdding('passkey')}
        >
          {t('proof:addPasskey')}
        </Button>
        {only !== 'passkey' && (
          <Button disabled={!mine.canTotp} onClick={() => setAdding('totp')}>
            {t('proof:addTotp')}
          </Button>
        )}
      </div>
      {!mine.canPasskey && <p className={styles.why}>{t('proof:noPasskeyAddress')}</p>}
      {mine.canPasskey && !knowsPasskeys() && <p className={styles.why}>{t('proof:noPasskeys')}</p>}
      {!mine.canTotp && only !== 'passkey' && <p className={styles.why}>{t('proof:noKey')}</p>}
      {adding === 'totp' && <AddTotp onDone={added} onClose={() => setAdding(undefined)} />}
      {adding === 'passkey' && <AddPasskey onDone={added} onClose={() => setAdding(undefined)} />}
      {codes && (
        <RecoveryCodes
          codes={codes}
          onClose={() => {
            setCodes(undefined);
            onAdded?.();
          }}
        />
      )}
    </>
  );
}
