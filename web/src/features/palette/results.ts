import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get } from '@/api/client';
import { useMe } from '@/api/session';
import type { Caller, CustomerRef, Items, Permission, TicketRow } from '@/api/types';
import { pagesFor } from '@/app/nav';
import { setThemeMode, useIsDark } from '@/app/theme';
import { setLanguage } from '@/i18n';
import { useLanguage } from '@/i18n/language';
import type { Result } from './Palette';

interface FoundCustomer {
  id: string;
  name: string;
  /** What of him fits: his number, or the number that was typed. */
  found: string;
}

/** Tickets by number or subject; customers by name, customer number, or any number of theirs. */
export const foundQuery = (words: string) =>
  queryOptions({
    queryKey: ['palette', words],
    queryFn: async ({ signal }) => {
      const [tickets, customers, callers] = await Promise.all([
        get<Items<TicketRow>>('/tickets', { q: words, sort: '-updated', limit: 6 }, signal),
        get<Items<CustomerRef>>('/customers', { q: words, limit: 5 }, signal),
        isNumber(words) ? get<Items<Caller>>('/callers', { number: words }, signal) : { items: [] },
      ]);
      return { tickets: tickets.items, customers: merge(customers.items, callers.items) };
    },
    staleTime: 20_000,
  });

const isNumber = (words: string) => /^[+0-9A-Za-z -]{4,}$/.test(words) && /\d{3}/.test(words);

function merge(customers: CustomerRef[], callers: Caller[]): FoundCustomer[] {
  const found = new Map<string, FoundCustomer>();
  for (const { customer, contact, terminal } of callers.slice(0, 5)) {
    const number = terminal?.number || contact?.phone || customer.number;
    found.set(customer.id, {
      id: customer.id,
      name: customer.name,
      found: contact ? `${contact.name} ${number}` : number,
    });
  }
  for (const c of customers) {
    if (!found.has(c.id)) found.set(c.id, { id: c.id, name: c.name, found: c.number });
  }
  return [...found.values()];
}

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
      setLanguage(language === 'zh' ? 'en' : 'zh');
      void client.invalidateQueries();
    }),
  ];

  function command(group: Result['group'], key: string, go: () => void): Result & { search: string } {
    const other = i18n.getFixedT(language === 'zh' ? 'en' : 'zh');
    return { key, group, words: t(key), search: `${t(key)} ${other(key)}`.toLowerCase(), go };
  }
  const wanted = words.toLowerCase();
  return [...pages, ...actions].filter((c) => c.search.includes(wanted));
}
