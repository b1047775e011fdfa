import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '@/app/Mark';
import { setLanguage } from '@/i18n';
import { useLanguage } from '@/i18n/language';
import styles from './LoginPage.module.css';

/** The card in which one stands before one is inside. */
export function Door({ children, foot }: { children: ReactNode; foot?: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <main className={styles.login}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={44} />
          <h1>{t('session:title')}</h1>
        </div>
        <p className={styles.line}>{t('session:line')}</p>
        {children}
        <div className={styles.foot}>
          {foot ?? <a href="/portal/">{t('session:portal')}</a>}
          <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {t('app:otherLanguage')}
          </button>
        </div>
      </div>
    </main>
  );
}
