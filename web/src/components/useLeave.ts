import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { logOut } from '@/api/session';

/** Logs out, goes to the log-in page, and forgets what was read. */
export function useLeave(): () => Promise<void> {
  const navigate = useNavigate();
  const client = useQueryClient();
  return async () => {
    await logOut();
    await navigate({ to: '/login' });
    client.clear();
  };
}
