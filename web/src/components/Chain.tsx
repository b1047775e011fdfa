import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { ChainLink, Code, LinkState } from '@/api/types';
import styles from './Chain.module.css';
import { LinkIcon } from './linkIcons';
import { type Looking, standingOf } from './linkWork';
import { LinkStateLabel, StateMark } from './StateMark';
import { Time } from './Time';

interface ChainProps {
  links: ChainLink[];
  /** Who has been asked about which link. */
  handoffs?: Looking[];
  /** Called with the link that was chosen; without it the nodes are not buttons. */
  onSelect?: (link: Code) => void;
  selected?: Code;
}

/** The chain picture: every link in the order of the service, its unit and its state. Stands upright on a phone. */
export function Chain({ links, handoffs = [], onSelect, selected }: ChainProps) {
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
              <Node link={link} handoffs={handoffs} />
            </button>
          ) : (
            <div className={styles.node}>
              <Node link={link} handoffs={handoffs} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Node({ link, handoffs }: { link: ChainLink; handoffs: Looking[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { state, unit } = standingOf(link, handoffs);
  return (
    <>
      <span className={styles.name}>
        <LinkIcon link={link.link} />
        {names.in(link)}
      </span>
      <span className={styles.state}>
        <LinkStateLabel state={state} />
        {link.setAt !== null && (
          <span className={styles.since}>
            <Time at={link.setAt} />
          </span>
        )}
      </span>
      <span className={styles.unit}>{unit ?? link.unit?.name ?? t('components:noUnit')}</span>
    </>
  );
}

/** The chain in a list's row: one mark per link, its words as tooltip and for screen readers. */
export function ChainStrip({ links, handoffs = [] }: { links: LinkState[]; handoffs?: Looking[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const standing = links.map(({ link, state }) => ({ link, ...standingOf({ link, state }, handoffs) }));
  const say = ({ link, state, unit }: (typeof standing)[number]) =>
    [names.of('links', link), t(`components:state.${state}`), unit].filter(Boolean).join(' ');
  const known = standing.filter((link) => link.state !== 'unknown');
  const words = known.length === 0 ? t('components:allUnknown') : known.map(say).join(' · ');
  return (
    <span className={styles.strip} role="img" aria-label={words}>
      {standing.map((link) => (
        <span key={link.link} className={styles.dot} title={say(link)}>
          <StateMark state={link.state} />
        </span>
      ))}
    </span>
  );
}
