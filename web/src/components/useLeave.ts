import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { logOut } from '@/api/session';

/** Logs out, also at the provider by which one has logged in, goes to the log-in page, and forgets what was read. */
export function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  const client = useQueryClient();
  return async () => {
    const farther = await logOut();
    if (farther !== undefined) {
      window.location.assign(farther);
      return;
    }
    await navigate({ to: '/login' });
    client.clear();
  };
}
