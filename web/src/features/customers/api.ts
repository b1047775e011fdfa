import { queryOptions } from '@tanstack/react-query';
import { get, patch, post } from '@/api/client';
import { keys } from '@/api/keys';
import type {
  Contact,
  Contract,
  Customer,
  Items,
  Site,
  Subscription,
  SubscriptionState,
  SubscriptionStep,
  Terminal,
  TerminalChange,
} from '@/api/types';

/** Names what is read and changed under /<kind>s. */
export interface Kinds {
  customer: Customer;
  contact: Contact;
  site: Site;
  terminal: Terminal;
  subscription: Subscription;
  contract: Contract;
}
export type Kind = keyof Kinds;

const pathOf = (kind: Kind, id = '') => `/${kind}s${id === '' ? '' : `/${id}`}`;

/** What is read anew after any change on a customer. */
export const touches = [['customers'], ['callers']];

/** One site; those of a customer's page stand there. */
export const siteQuery = (id: string) =>
  queryOptions({ queryKey: ['customers', 'site', id], queryFn: () => readPart('site', id) });

export const readPart = <K extends Kind>(kind: K, id: string) => get<Kinds[K]>(pathOf(kind, id));
export const addPart = <K extends Kind>(kind: K, customerId: string, input: object) =>
  post<Kinds[K]>(pathOf(kind), { ...input, customerId });
export const changePart = <K extends Kind>(kind: K, id: string, input: object, version: number) =>
  patch<Kinds[K]>(pathOf(kind, id), { ...input, version });

export interface Move {
  customerId?: string;
  siteId?: string;
  reason: string;
}

export const moveTerminal = ({ id, version }: Terminal, input: Move) =>
  post<Terminal>(`/terminals/${id}/move`, { ...input, version });

export type Device = Pick<
  Terminal,
  'serial' | 'imei' | 'sim' | 'model' | 'firmware' | 'modem' | 'antenna' | 'buc' | 'lnb'
>;

export const swapTerminal = ({ id, version }: Terminal, input: Partial<Device> & { reason: string }) =>
  post<Terminal>(`/terminals/${id}/swap`, { ...input, version });

export const stepSubscription = ({ id, version }: Subscription, input: { state: SubscriptionState; reason: string }) =>
  post<Subscription>(`/subscriptions/${id}/step`, { ...input, version });

export const terminalHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: keys.terminalHistory(id),
    queryFn: async ({ signal }) =>
      (await get<Items<TerminalChange>>(`/terminals/${id}/history`, undefined, signal)).items,
  });

export const subscriptionHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: keys.subscriptionHistory(id),
    queryFn: async ({ signal }) =>
      (await get<Items<SubscriptionStep>>(`/subscriptions/${id}/history`, undefined, signal)).items,
  });

/** A customer or site that a history names by its identifier. */
export interface Mentioned {
  kind: 'customer' | 'site';
  id: string;
}

/** The names of customers and sites. One that may not be seen has none. */
export const placeNamesQuery = (mentioned: Mentioned[]) =>
  queryOptions({
    queryKey: keys.placeNames(mentioned.map(({ id }) => id)),
    queryFn: async () => {
      const read = async ({ kind, id }: Mentioned) =>
        [
          id,
          await readPart(kind, id).then(
            ({ name }) => name,
            () => '',
          ),
        ] as const;
      return new Map(await Promise.all(mentioned.map(read)));
    },
    enabled: mentioned.length > 0,
    staleTime: 5 * 60_000,
  });
