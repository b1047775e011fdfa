import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '@/api/live';
import { useMay, useMe } from '@/api/session';
import { useKeys } from '@/components/useKeys';
import { chosenLanguage, setLanguage } from '@/i18n';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { StuckAlarm } from './StuckAlarm';
import { TopBar } from './TopBar';
import { useFocusBack } from './useFocusBack';

const Palette = lazy(() => import('@/features/palette/Palette').then((m) => ({ default: m.Palette })));

const KeyMap = lazy(() => import('@/features/keymap/KeyMap').then((m) => ({ default: m.KeyMap })));

const BreakGlassBand = lazy(() => import('./BreakGlassBand').then((m) => ({ default: m.BreakGlassBand })));

const kept = 'xingfu.rail';

/** The frame around every page: rail on the left, bar on top, the page in the rest. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const mayFile = useMay('ticket.create');
  const mayMend = useMay('outgoing.manage');
  const keeps = me.permissions.some((p) => p === 'org.manage' || p === 'security.manage');
  const navigate = useNavigate();
  const [searching, setSearching] = useState(false);
  const [showingKeys, setShowingKeys] = useState(false);
  const [narrow, setNarrow] = useState(() => localStorage.getItem(kept) === 'narrow');
  const [menuOpen, setMenuOpen] = useState(false);
  const path = useRouterState({ select: (s) => s.location.pathname });
  // On a wall nobody clicks: the page has all the room.
  const wall = useRouterState({ select: (s) => s.location.pathname === '/watch' && 'wall' in s.location.search });
  useLive();
  useFocusBack();

  useEffect(() => {
    if (chosenLanguage() === null) void setLanguage(me.locale);
  }, [me.locale]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => setMenuOpen(false), [path]);

  useKeys({ 'ctrl+k': () => setSearching(true) }, { always: true });
  useKeys({ '/': () => setSearching(true), '?': () => setShowingKeys(true) });
  useKeys({ n: () => void navigate({ to: '/tickets/new' }) }, { disabled: !mayFile });

  const toggleNarrow = () => {
    localStorage.setItem(kept, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <div
      className={`${styles.shell} ${narrow ? styles.narrow : ''} ${menuOpen ? styles.menuOpen : ''} ${wall ? styles.wall : ''}`}
    >
      <a className={styles.skip} href="#page">
        {t('app:skip')}
      </a>
      <Rail narrow={narrow} onToggle={toggleNarrow} />
      <button
        type="button"
        className={styles.veil}
        aria-label={t('app:closeMenu')}
        onClick={() => setMenuOpen(false)}
      />
      <TopBar
        onSearch={() => setSearching(true)}
        onMenu={() => setMenuOpen(true)}
        onKeys={() => setShowingKeys(true)}
      />
      <main id="page" className={styles.page} tabIndex={-1}>
        <Suspense>{keeps && <BreakGlassBand />}</Suspense>
        {mayMend && <StuckAlarm />}
        <Outlet />
      </main>
      <Suspense>
        {searching && <Palette onClose={() => setSearching(false)} />}
        {showingKeys && <KeyMap onClose={() => setShowingKeys(false)} />}
      </Suspense>
    </div>
  );
}
