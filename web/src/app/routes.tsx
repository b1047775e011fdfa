import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { catalogueQuery } from '@/api/catalogue';
import { ApiError } from '@/api/client';
import { sessionQuery } from '@/api/session';
import type { Me } from '@/api/types';
import { Prover } from '@/components/proof/Prover';
import { LoadingState } from '@/components/states';
import { pagesFor } from './nav';
import { PageError, PageMissing } from './PageError';
import { Shell } from './Shell';
import { goingTo, parseSearch, stringifySearch } from './search';

interface Context {
  client: QueryClient;
}

type Search = Record<string, string | undefined>;
const anySearch = (search: Record<string, unknown>): Search => search as Search;

const root = createRootRouteWithContext<Context>()({ component: Everywhere, notFoundComponent: PageMissing });

/** Around all pages: whoever must prove who he is is asked on any of them. */
function Everywhere() {
  return (
    <>
      <Outlet />
      <Prover />
    </>
  );
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: goingTo,
  component: lazyRouteComponent(() => import('@/features/session/LoginPage'), 'LoginPage'),
});

/** Where one comes back to from a provider. What it has put into the address is read by the page itself. */
const comingBack = createRoute({
  getParentRoute: () => root,
  path: '/log-in/$provider',
  component: lazyRouteComponent(() => import('@/features/session/ComingBackPage'), 'ComingBackPage'),
});

/** What a person owes before he may go on. */
const owed = createRoute({
  getParentRoute: () => root,
  path: '/owed',
  validateSearch: goingTo,
  beforeLoad: async ({ context }) => {
    await knownPerson(context.client, '/');
  },
  component: lazyRouteComponent(() => import('@/features/session/OwedPage'), 'OwedPage'),
});

/** Who is logged in; who is not is led to the log-in page, and from there to where he wanted. */
async function knownPerson(client: QueryClient, href: string): Promise<Me> {
  try {
    return await client.ensureQueryData(sessionQuery);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    throw redirect({ to: '/login', search: href === '/' ? {} : { to: href } });
  }
}

/** All pages that need a log-in; they find session and catalogue already read. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await knownPerson(context.client, location.href);
    if (me.owes) throw redirect({ to: '/owed', search: location.href === '/' ? {} : { to: location.href } });
    await context.client.ensureQueryData(catalogueQuery);
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  /** Who has nothing to do with tickets begins at the first page that is his. */
  beforeLoad: ({ context }) => {
    const first = pagesFor(context.client.getQueryData(sessionQuery.queryKey)?.permissions ?? [])[0];
    if (first !== undefined && first.to !== '/') throw redirect({ to: first.to });
  },
  component: lazyRouteComponent(() => import('@/features/home/HomePage'), 'HomePage'),
});
const tickets = createRoute({
  getParentRoute: () => inside,
  path: '/tickets',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/tickets/TicketsPage'), 'TicketsPage'),
});
const newTicket = createRoute({
  getParentRoute: () => inside,
  path: '/tickets/new',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/intake/IntakePage'), 'IntakePage'),
});
const ticket = createRoute({
  getParentRoute: () => inside,
  path: '/tickets/$id',
  component: lazyRouteComponent(() => import('@/features/ticket/TicketPage'), 'TicketPage'),
});
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/inbox/InboxPage'), 'InboxPage'),
});
const outages = createRoute({
  getParentRoute: () => inside,
  path: '/outages',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/outages/OutagesPage'), 'OutagesPage'),
});
const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/customers/CustomersPage'), 'CustomersPage'),
});
const customer = createRoute({
  getParentRoute: () => inside,
  path: '/customers/$id',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/customers/CustomerPage'), 'CustomerPage'),
});
const identity = createRoute({
  getParentRoute: () => inside,
  path: '/identity',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/identity/IdentityPage'), 'IdentityPage'),
});
const care = createRoute({
  getParentRoute: () => inside,
  path: '/care',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/care/CarePage'), 'CarePage'),
});
const servicePlans = createRoute({
  getParentRoute: () => inside,
  path: '/service-plans',
  component: lazyRouteComponent(() => import('@/features/servicePlans/ServicePlansPage'), 'ServicePlansPage'),
});
const search = createRoute({
  getParentRoute: () => inside,
  path: '/search',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/search/SearchPage'), 'SearchPage'),
});
const disputes = createRoute({
  getParentRoute: () => inside,
  path: '/disputes',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/disputes/DisputesPage'), 'DisputesPage'),
});
const watch = createRoute({
  getParentRoute: () => inside,
  path: '/watch',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/watch/WatchPage'), 'WatchPage'),
});
const duty = createRoute({
  getParentRoute: () => inside,
  path: '/duty',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/duty/DutyPage'), 'DutyPage'),
});
const flow = createRoute({
  getParentRoute: () => inside,
  path: '/flow',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/flow/FlowPage'), 'FlowPage'),
});
const absences = createRoute({
  getParentRoute: () => inside,
  path: '/absences',
  component: lazyRouteComponent(() => import('@/features/absences/AbsencesPage'), 'AbsencesPage'),
});
const units = createRoute({
  getParentRoute: () => inside,
  path: '/settings/units',
  component: lazyRouteComponent(() => import('@/features/settings/UnitsPage'), 'UnitsPage'),
});
const staff = createRoute({
  getParentRoute: () => inside,
  path: '/settings/staff',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/settings/StaffPage'), 'StaffPage'),
});
const roles = createRoute({
  getParentRoute: () => inside,
  path: '/settings/roles',
  component: lazyRouteComponent(() => import('@/features/settings/RolesPage'), 'RolesPage'),
});
const policies = createRoute({
  getParentRoute: () => inside,
  path: '/settings/policies',
  component: lazyRouteComponent(() => import('@/features/settings/PoliciesPage'), 'PoliciesPage'),
});
const calendars = createRoute({
  getParentRoute: () => inside,
  path: '/settings/calendars',
  component: lazyRouteComponent(() => import('@/features/settings/CalendarsPage'), 'CalendarsPage'),
});
const tokens = createRoute({
  getParentRoute: () => inside,
  path: '/settings/tokens',
  component: lazyRouteComponent(() => import('@/features/settings/TokensPage'), 'TokensPage'),
});
const notices = createRoute({
  getParentRoute: () => inside,
  path: '/settings/notices',
  component: lazyRouteComponent(() => import('@/features/settings/NoticesPage'), 'NoticesPage'),
});
const security = createRoute({
  getParentRoute: () => inside,
  path: '/settings/security',
  component: lazyRouteComponent(() => import('@/features/security/SecurityPage'), 'SecurityPage'),
});
const logInRules = createRoute({
  getParentRoute: () => inside,
  path: '/settings/log-in',
  component: lazyRouteComponent(() => import('@/features/security/RulesPage'), 'RulesPage'),
});
const providers = createRoute({
  getParentRoute: () => inside,
  path: '/settings/providers',
  component: lazyRouteComponent(() => import('@/features/security/ProvidersPage'), 'ProvidersPage'),
});
const phrases = createRoute({
  getParentRoute: () => inside,
  path: '/settings/phrases',
  component: lazyRouteComponent(() => import('@/features/settings/PhrasesPage'), 'PhrasesPage'),
});
const plans = createRoute({
  getParentRoute: () => inside,
  path: '/settings/plans',
  component: lazyRouteComponent(() => import('@/features/settings/PlansPage'), 'PlansPage'),
});
const templates = createRoute({
  getParentRoute: () => inside,
  path: '/settings/templates',
  component: lazyRouteComponent(() => import('@/features/settings/TemplatesPage'), 'TemplatesPage'),
});
const outgoing = createRoute({
  getParentRoute: () => inside,
  path: '/settings/outgoing',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/settings/OutgoingPage'), 'OutgoingPage'),
});
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});
/** Any other address: said inside the frame, so that one finds back. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: PageMissing });

const tree = root.addChildren([
  login,
  comingBack,
  owed,
  inside.addChildren([
    home,
    tickets,
    newTicket,
    ticket,
    inbox,
    outages,
    customers,
    customer,
    identity,
    care,
    servicePlans,
    watch,
    duty,
    search,
    disputes,
    flow,
    absences,
    units,
    staff,
    roles,
    policies,
    calendars,
    tokens,
    notices,
    security,
    logInRules,
    providers,
    phrases,
    plans,
    templates,
    outgoing,
    audit,
    nowhere,
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingComponent: () => <LoadingState />,
    defaultErrorComponent: PageError,
    scrollRestoration: true,
    scrollToTopSelectors: ['#page'],
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
