import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/session';
import type { Permission } from '@/api/types';
import { pagesFor } from '@/app/nav';
import { setThemeMode, useIsDark } from '@/app/theme';
import { setLanguage } from '@/i18n';
import { useLanguage } from '@/i18n/language';
import type { Result } from './Palette';

/** Pages and actions whose name holds the words; all pages when nothing is typed. */
export function useCommands(words: string): Result[] {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const language = useLanguage();
  const dark = useIsDark();
  const may = (permission: Permission) => me.permissions.includes(permission);
  const pages = pagesFor(me.permissions).map((page) =>
    command('pages', `app:page.${page.name}`, () => void navigate({ to: page.to })),
  );
  const actions = [
    ...(may('ticket.create') ? [command('actions', 'app:newTicket', () => void navigate({ to: '/tickets/new' }))] : []),
    ...(may('token.own')
      ? [command('actions', 'app:page.tokens', () => void navigate({ to: '/settings/tokens' }))]
      : []),
    command('actions', dark ? 'palette:toLight' : 'palette:toDark', () => setThemeMode(dark ? 'light' : 'dark')),
    command('actions', 'app:otherLanguage', () => {
      void setLanguage(language === 'zh' ? 'en' : 'zh').then(() => client.invalidateQueries());
    }),
  ];

  function command(group: Result['group'], key: string, go: () => void): Result & { search: string } {
    const other = i18n.getFixedT(language === 'zh' ? 'en' : 'zh');
    return { key, group, words: t(key), search: `${t(key)} ${other(key)}`.toLowerCase(), go };
  }
  const wanted = words.toLowerCase();
  return [...pages, ...actions].filter((c) => c.search.includes(wanted));
}
