import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '@/api/keys';
import { comeBack, comeBackAsSelf, type Errand, proofChannel, wayBack } from '@/api/providers';
import { sessionQuery } from '@/api/session';
import type { FactorKind, Me } from '@/api/types';
import { goingTo } from '@/app/search';
import { LoadingState, sentenceOf } from '@/components/states';
import { Door } from './Door';
import styles from './LoginPage.module.css';
import { SecondStep } from './SecondStep';

/** Where one comes back to from a provider: to be logged in, to have proved who one is, or to have linked the account. */
export function ComingBackPage() {
  const { t } = useTranslation();
  const { provider } = useParams({ from: '/log-in/$provider' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const [way] = useState(wayBack);
  const [factors, setFactors] = useState<FactorKind[]>();
  const [failed, setFailed] = useState<string>();
  const [proved, setProved] = useState(false);
  const begun = useRef(false);

  const enter = async (me: Me, instead?: '/settings/security') => {
    client.setQueryData(keys.session, me);
    const { to } = goingTo({ to: way.to });
    if (instead) await navigate({ to: instead });
    else if (to) router.history.replace(to);
    else await navigate({ to: '/', replace: true });
  };
  const finish = async (search: URLSearchParams) => {
    if (way.errand === 'log-in') {
      const answer = await comeBack(provider, search);
      if ('factors' in answer) setFactors(answer.factors);
      else await enter(answer);
      return;
    }
    await client.ensureQueryData(sessionQuery); // with it comes the token that a change carries
    await comeBackAsSelf(provider, search);
    if (way.errand === 'link') {
      await client.invalidateQueries({ queryKey: ['security'] });
      await navigate({ to: '/settings/security', replace: true });
      return;
    }
    const channel = new BroadcastChannel(proofChannel);
    channel.postMessage('proved');
    channel.close();
    setProved(true);
    window.close();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come back is good for one try
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const search = new URLSearchParams(window.location.search);
    window.history.replaceState(window.history.state, '', window.location.pathname); // the code stays in no history
    finish(search).catch((e: unknown) => setFailed(sentenceOf(e)));
  }, []);

  return (
    <Door>
      {factors !== undefined && failed === undefined && (
        <SecondStep factors={factors} onEnter={enter} onBack={(why) => setFailed(why ?? t('session:notIn'))} />
      )}
      {factors === undefined && failed === undefined && !proved && (
        <div role="status">
          <p className={styles.why}>{t('session:coming')}</p>
          <LoadingState rows={2} />
        </div>
      )}
      {proved && <p className={styles.why}>{t('session:provedHere')}</p>}
      {failed !== undefined && <Failed errand={way.errand} why={failed} to={way.to} />}
    </Door>
  );
}

function Failed({ errand, why, to }: { errand: Errand; why: string; to?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const inside = errand !== 'log-in';
  return (
    <>
      <h2 className={styles.step}>{t(inside ? 'session:notDone' : 'session:notIn')}</h2>
      <Alert type="error" title={why} className={styles.error} role="alert" />
      <Button
        type="primary"
        size="large"
        block
        onClick={() =>
          void (inside
            ? navigate({ to: '/settings/security', replace: true })
            : navigate({ to: '/login', search: to ? { to } : {}, replace: true }))
        }
      >
        {t(inside ? 'session:toSecurity' : 'session:again')}
      </Button>
    </>
  );
}
