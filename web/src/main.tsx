import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { keys } from './api/keys';
import { Providers } from './app/Providers';
import { makeQueryClient } from './app/queryClient';
import { makeRouter } from './app/routes';
import './app/theme.css';
import { startTheme } from './app/theme';
import { startI18n } from './i18n';

startI18n();
startTheme();

const client = makeQueryClient(() => {
  client.removeQueries({ queryKey: keys.session });
  void router.invalidate();
});
const router = makeRouter(client);

createRoot(document.getElementById('root') as HTMLElement).render(
  <Providers client={client}>
    <RouterProvider router={router} />
  </Providers>,
);
