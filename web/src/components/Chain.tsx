import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { ChainLink, Code, LinkState } from '@/api/types';
import styles from './Chain.module.css';
import { LinkIcon } from './linkIcons';
import { LinkStateLabel, StateMark } from './StateMark';
import { Time } from './Time';

interface ChainProps {
  links: ChainLink[];
  /** Called with the link that was chosen; without it the nodes are not buttons. */
  onSelect?: (link: Code) => void;
  selected?: Code;
}

/** The chain picture: every link in the order of the service, its unit and its state. Stands upright on a phone. */
export function Chain({ links, onSelect, selected }: ChainProps) {
  const { t } = useTranslation();
  return (
    <ol className={styles.chain} aria-label={t('components:chain')}>
      {links.map((link) => (
        <li key={link.link} className={`${styles.step} ${styles[link.state]}`}>
          {onSelect ? (
            <button
              type="button"
              className={styles.node}
              aria-pressed={selected === link.link}
              onClick={() => onSelect(link.link)}
            >
              <Node link={link} />
            </button>
          ) : (
            <div className={styles.node}>
              <Node link={link} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Node({ link }: { link: ChainLink }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <>
      <span className={styles.name}>
        <LinkIcon link={link.link} />
        {names.in(link)}
      </span>
      <span className={styles.state}>
        <LinkStateLabel state={link.state} />
        {link.setAt !== null && (
          <span className={styles.since}>
            <Time at={link.setAt} />
          </span>
        )}
      </span>
      <span className={styles.unit}>{link.unit?.name ?? t('components:noUnit')}</span>
    </>
  );
}

/** The chain in a list's row: one mark per link, its words as tooltip and for screen readers. */
export function ChainStrip({ links }: { links: LinkState[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const say = (link: LinkState) => `${names.of('links', link.link)} ${t(`components:state.${link.state}`)}`;
  const known = links.filter((link) => link.state !== 'unknown');
  const words = known.length === 0 ? t('components:allUnknown') : known.map(say).join(' · ');
  return (
    <span className={styles.strip} role="img" aria-label={words}>
      {links.map((link) => (
        <span key={link.link} className={styles.dot} title={say(link)}>
          <StateMark state={link.state} />
        </span>
      ))}
    </span>
  );
}
