import { lazy, Suspense, useEffect, useState } from 'react';
import { onReauthenticate } from '@/api/client';

const ProveDialog = lazy(() => import('./ProveDialog').then((m) => ({ default: m.ProveDialog })));

/** Asks the person to prove who he is when a call needs it; the call then goes on. Mounted once. */
export function Prover() {
  const [answer, setAnswer] = useState<(proved: boolean) => void>();
  useEffect(() => onReauthenticate(() => new Promise((resolve) => setAnswer(() => resolve))), []);
  if (answer === undefined) return null;
  const end = (proved: boolean) => {
    setAnswer(undefined);
    answer(proved);
  };
  return (
    <Suspense>
      <ProveDialog onEnd={end} />
    </Suspense>
  );
}
