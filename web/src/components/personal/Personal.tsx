import { EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/api/session';
import styles from './Personal.module.css';
import type { Hidden } from './reveal';

const RevealDialog = lazy(() => import('./RevealDialog'));

/** How long what was revealed stays to be seen. */
const shownFor = 60_000;

interface PersonalProps {
  value: string;
  /** Where it stands, so that it can be revealed. */
  hidden: Hidden;
  /** What it is called, for the button. */
  name: string;
  /** It can be called. */
  tel?: boolean;
  /** Without it whoever has personal.reveal may. */
  may?: boolean;
}

/** A phone, an address or a number: in the clear as it comes, or masked with a way to see it for a reason, for a minute. */
export function Personal({ value, hidden, name, tel, may }: PersonalProps) {
  const { t } = useTranslation();
  const mayReveal = useMay('personal.reveal');
  const [asking, setAsking] = useState(false);
  const [clear, setClear] = useState('');
  useEffect(() => {
    if (clear === '') return;
    const timer = setTimeout(() => setClear(''), shownFor);
    return () => clearTimeout(timer);
  }, [clear]);
  const shown = clear || value;
  const masked = shown.includes('*');
  const label = t('personal:reveal', { name });
  return (
    <span className={styles.personal}>
      {tel && !masked ? <a href={`tel:${shown}`}>{shown}</a> : <span className={styles.value}>{shown}</span>}
      {masked && (may ?? mayReveal) && (
        <Button
          type="text"
          size="small"
          className={styles.eye}
          icon={<EyeOutlined />}
          aria-label={label}
          title={label}
          onClick={() => setAsking(true)}
        />
      )}
      {asking && (
        <Suspense>
          <RevealDialog hidden={hidden} name={name} onShow={setClear} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </span>
  );
}
