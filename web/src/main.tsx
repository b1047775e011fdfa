import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { keys } from './api/keys';
import { Providers } from './app/Providers';
import { makeQueryClient } from './app/queryClient';
import { makeRouter } from './app/routes';
import './app/theme.css';
import { startTheme } from './app/theme';
import { startI18n } from './i18n';

startTheme();

const client = makeQueryClient(
  () => void askToLogIn(),
  () => void askForOwed(),
);
const router = makeRouter(client);

/** The session has ended: log in again and come back to the same page. */
async function askToLogIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname === '/login') return;
  await router.navigate({ to: '/login', search: href === '/' ? {} : { to: href } });
  client.removeQueries({ queryKey: keys.session });
}

/** Something is owed since the page was opened: what it is is read anew, and the page for it opens. */
async function askForOwed(): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname === '/owed') return;
  await client.refetchQueries({ queryKey: keys.session });
  await router.navigate({ to: '/owed', search: href === '/' ? {} : { to: href } });
}

void startI18n().then(() =>
  createRoot(document.getElementById('root') as HTMLElement).render(
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>,
  ),
);
