import { DoubleLeftOutlined, DoubleRightOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import { Mark } from './Mark';
import { type Page, pagesFor } from './nav';
import styles from './Shell.module.css';

/** The left rail: only the pages that the person uses, icon and word. */
export function Rail({ narrow, onToggle }: { narrow: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const pages = pagesFor(me.permissions);
  const rules = pages.filter((p) => p.group === 'rules');
  return (
    <nav className={styles.rail} aria-label={t('app:pages')}>
      <Link to="/" className={styles.brand} aria-label={t('common:product')}>
        <Mark />
        <span className={styles.word}>{t('common:product')}</span>
      </Link>
      <RailGroup pages={pages.filter((p) => p.group === 'work')} narrow={narrow} />
      {rules.length > 0 && <div className={styles.rule} />}
      <RailGroup pages={rules} narrow={narrow} />
      <button
        type="button"
        className={styles.fold}
        onClick={onToggle}
        aria-label={t(narrow ? 'app:unfold' : 'app:fold')}
        title={t(narrow ? 'app:unfold' : 'app:fold')}
      >
        {narrow ? <DoubleRightOutlined /> : <DoubleLeftOutlined />}
      </button>
    </nav>
  );
}

function RailGroup({ pages, narrow }: { pages: Page[]; narrow: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.links}>
      {pages.map((page) => (
        <li key={page.to}>
          <Link
            to={page.to}
            className={styles.link}
            activeOptions={{ exact: page.to === '/', includeSearch: false }}
            activeProps={{ className: styles.active, 'aria-current': 'page' }}
            title={narrow ? t(`app:page.${page.name}`) : undefined}
          >
            <span className={styles.icon}>{page.icon}</span>
            <span className={styles.word}>{t(`app:page.${page.name}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
