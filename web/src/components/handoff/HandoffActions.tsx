import { Button, Dropdown, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handoff } from '@/api/types';
import { useChange } from '../useChange';
import { type AskingAction, acceptHandoff, handoffTouches, resumeHandoff } from './api';

/** The windows come when they are first asked for. */
const HandoffDialog = lazy(() => import('./HandoffDialog'));

const order = ['accept', 'resume', 'finish', 'return', 'urge', 'assign', 'invite', 'pause', 'withdraw'] as const;

/** What may be done with a handoff now: the first two as buttons, the rest in a menu. */
export function HandoffActions({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<AskingAction>();
  const accept = useChange(acceptHandoff, { touches: handoffTouches, done: t('handoff:done.accept') });
  const resume = useChange(resumeHandoff, { touches: handoffTouches, done: t('handoff:done.resume') });
  const lawful = order.filter((action) => handoff.may[action]?.ok === true);
  if (lawful.length === 0) return null;
  const act = (action: (typeof order)[number]) => {
    if (action === 'accept') accept.mutate(handoff);
    else if (action === 'resume') resume.mutate(handoff);
    else setAsking(action);
  };
  // The others can be clicked while this one is under way: they are shown only once they are lawful.
  const running: Partial<Record<(typeof order)[number], boolean>> = {
    accept: accept.isPending,
    resume: resume.isPending,
  };
  const [first, second, ...rest] = lawful;
  return (
    <>
      {[first, second].map(
        (action, i) =>
          action !== undefined && (
            <Tooltip key={action} title={handoff.may[action]?.why}>
              <Button
                size="small"
                type={i === 0 && (action === 'accept' || action === 'finish') ? 'primary' : 'default'}
                loading={running[action]}
                onClick={() => act(action)}
              >
                {t(`handoff:action.${action}`)}
              </Button>
            </Tooltip>
          ),
      )}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((action) => ({ key: action, label: t(`handoff:action.${action}`) })),
            onClick: ({ key }) => act(key as (typeof order)[number]),
          }}
        >
          <Button size="small">{t('handoff:more')}</Button>
        </Dropdown>
      )}
      {asking !== undefined && (
        <Suspense>
          <HandoffDialog handoff={handoff} action={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </>
  );
}
