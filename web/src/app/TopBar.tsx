import { MenuOutlined, MoonOutlined, PlusOutlined, SearchOutlined, SunOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRoleNames } from '@/api/org';
import { useMay, useMe } from '@/api/session';
import { useLeave } from '@/components/useLeave';
import { Bell } from '@/features/notifications/Bell';
import { setLanguage } from '@/i18n';
import { listWords, useLanguage } from '@/i18n/language';
import styles from './Shell.module.css';
import { setThemeMode, type ThemeMode, useIsDark, useThemeMode } from './theme';

interface TopBarProps {
  onSearch: () => void;
  onMenu: () => void;
  onKeys: () => void;
}

/** The bar on top: search, new ticket, bell, language, theme, me. */
export function TopBar({ onSearch, onMenu, onKeys }: TopBarProps) {
  const { t } = useTranslation();
  const mayFile = useMay('ticket.create');
  return (
    <header className={styles.bar}>
      <Button className={styles.menu} type="text" icon={<MenuOutlined />} aria-label={t('app:menu')} onClick={onMenu} />
      <button type="button" className={styles.search} onClick={onSearch}>
        <SearchOutlined />
        <span className={styles.searchWords}>{t('app:search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className={styles.space} />
      {mayFile && (
        <Link
          to="/tickets/new"
          className={styles.new}
          aria-label={t('app:newTicket')}
          title={`${t('app:newTicket')} (N)`}
        >
          <PlusOutlined /> <span className={styles.newWords}>{t('app:newTicket')}</span>
        </Link>
      )}
      <Bell />
      <LanguageButton />
      <ThemeMenu />
      <MeMenu onKeys={onKeys} />
    </header>
  );
}

function LanguageButton() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const language = useLanguage();
  const change = () => {
    // Sentences that the server wrote are asked for again, in the new language.
    void setLanguage(language === 'zh' ? 'en' : 'zh').then(() => client.invalidateQueries());
  };
  return (
    <Button type="text" className={styles.language} onClick={change} aria-label={t('app:otherLanguage')}>
      {language === 'zh' ? 'EN' : '中'}
    </Button>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const mode = useThemeMode();
  const dark = useIsDark();
  const modes: ThemeMode[] = ['auto', 'light', 'dark'];
  const menu: MenuProps = {
    selectable: true,
    selectedKeys: [mode],
    items: modes.map((key) => ({ key, label: t(`app:theme.${key}`) })),
    onClick: ({ key }) => setThemeMode(key as ThemeMode),
  };
  return (
    <Dropdown menu={menu} trigger={['click']}>
      <Button type="text" icon={dark ? <MoonOutlined /> : <SunOutlined />} aria-label={t('app:theme.title')} />
    </Dropdown>
  );
}

function MeMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const roleName = useRoleNames();
  const language = useLanguage();
  const navigate = useNavigate();
  const leave = useLeave();
  const items: MenuProps['items'] = [
    {
      key: 'who',
      disabled: true,
      label: (
        <span className={styles.who}>
          {me.name} · {me.unit.name}
          <br />
          {listWords(me.roles.map(roleName), language)}
        </span>
      ),
    },
    { type: 'divider' },
    ...(me.permissions.includes('ticket.read') ? [{ key: 'phrases', label: t('app:page.phrases') }] : []),
    { key: 'notices', label: t('app:page.notices') },
    { key: 'security', label: t('app:page.security') },
    ...(me.permissions.includes('token.own') ? [{ key: 'tokens', label: t('app:page.tokens') }] : []),
    { key: 'keys', label: t('app:keys') },
    { key: 'leave', label: t('app:logOut') },
  ];
  const choose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'leave') void leave();
    else if (key === 'keys') onKeys();
    else if (key === 'phrases' || key === 'notices' || key === 'security' || key === 'tokens')
      void navigate({ to: `/settings/${key}` });
  };
  return (
    <Dropdown menu={{ items, onClick: choose }} trigger={['click']}>
      <Button type="text" className={styles.me} aria-label={t('app:me', { name: me.name })}>
        <span className={styles.face} aria-hidden="true">
          {me.name.slice(0, 1)}
        </span>
        <span className={styles.meName}>{me.name}</span>
      </Button>
    </Dropdown>
  );
}
