import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/client';
import { keys } from '@/api/keys';

/**
 * Makes the store of answers. `onLoggedOut` is called when an answer says that the session has ended, `onOwed` when one
 * says that the person must do something else first.
 */
export function makeQueryClient(onLoggedOut: () => void, onOwed: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!(error instanceof ApiError) || query.queryKey[0] === keys.session[0]) return;
        if (error.status === 401) onLoggedOut();
        if (error.isOwed) onOwed();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      },
    },
  });
}
