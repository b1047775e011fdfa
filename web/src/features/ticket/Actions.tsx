import { DownOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Tooltip } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '@/api/session';
import type { Handoff, Ticket, TicketAction } from '@/api/types';
import { acceptHandoff } from '@/components/handoff/api';
import { useChange } from '@/components/useChange';
import { acceptOffer, closeTicket, resumeTicket, touches } from './api';
import { type AskingStep, type Next, nextOf, steps } from './next';
import styles from './TicketPage.module.css';

/** The windows come when they are first asked for: they are most of the page's weight. */
const StepDialog = lazy(() => import('./StepDialog'));
const HandoffDialog = lazy(() => import('@/components/handoff/HandoffDialog'));

/** The one next step as the primary button, everything else in a menu; what is not possible says why. */
export function Actions({ ticket }: { ticket: Ticket }) {
  const [asking, setAsking] = useState<AskingStep>();
  const [answering, setAnswering] = useState<{ handoff: Handoff; action: 'finish' | 'urge' }>();
  const direct = useDirectSteps();
  const act = (step: TicketAction) => {
    if (step === 'acceptOffer' || step === 'close' || step === 'resume') direct[step].mutate(ticket);
    else setAsking(step as AskingStep);
  };
  const lead = (next: Next) => {
    if ('step' in next) act(next.step);
    else if (next.action === 'accept') direct.acceptHandoff.mutate(next.handoff);
    else setAnswering({ handoff: next.handoff, action: next.action });
  };
  const next = nextOf(ticket, useMe().unit.id);
  const busy = Object.values(direct).some((change) => change.isPending);
  return (
    <div className={styles.actions}>
      {next && <Primary ticket={ticket} next={next} busy={busy} onAct={() => lead(next)} />}
      <Others ticket={ticket} without={next && 'step' in next ? next.step : undefined} onAct={act} />
      <Suspense>
        {asking && <StepDialog ticket={ticket} step={asking} onClose={() => setAsking(undefined)} />}
        {answering && <HandoffDialog {...answering} onClose={() => setAnswering(undefined)} />}
      </Suspense>
    </div>
  );
}

/** The steps that are done at once. */
function useDirectSteps() {
  const { t } = useTranslation();
  return {
    acceptOffer: useChange(acceptOffer, { touches, done: t('ticket:done.acceptOffer') }),
    close: useChange(closeTicket, { touches, done: t('ticket:done.close') }),
    resume: useChange(resumeTicket, { touches, done: t('ticket:done.resume') }),
    acceptHandoff: useChange(acceptHandoff, { touches, done: t('handoff:done.accept') }),
  };
}

interface PrimaryProps {
  ticket: Ticket;
  next: Next;
  busy: boolean;
  onAct: () => void;
}

function Primary({ ticket, next, busy, onAct }: PrimaryProps) {
  const { t } = useTranslation();
  const id = useId();
  const lawful = 'step' in next ? ticket.may[next.step] : next.handoff.may[next.action];
  const ok = lawful?.ok === true;
  const words =
    'step' in next
      ? t(`ticket:step.${next.step}`)
      : t('ticket:forUnit', { action: t(`handoff:action.${next.action}`), unit: next.handoff.unit });
  return (
    <Tooltip title={lawful?.why} trigger={['hover', 'focus']}>
      <Button
        type="primary"
        aria-disabled={!ok}
        aria-describedby={ok ? undefined : id}
        className={ok ? undefined : styles.notYet}
        loading={busy}
        onClick={() => ok && onAct()}
      >
        {words}
        {!ok && (
          <span id={id} hidden>
            {lawful?.why}
          </span>
        )}
      </Button>
    </Tooltip>
  );
}

/** What begins another ticket, and is no step of this one. */
const complain = 'complain';

interface OthersProps {
  ticket: Ticket;
  without?: TicketAction;
  onAct: (step: TicketAction) => void;
}

/** All other steps. The reason why one is not possible stands under it, so that it needs no hovering. */
function Others({ ticket, without, onAct }: OthersProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayFile = useMay('ticket.create');
  const others = steps.filter((step) => step !== without && shown(ticket, step));
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        className: styles.menu,
        items: [
          ...others.map((step) => ({
            key: step,
            disabled: ticket.may[step]?.ok !== true,
            danger: step === 'cancel',
            label: (
              <>
                {t(`ticket:step.${step}`)}
                {ticket.may[step]?.why && <small className={styles.why}>{ticket.may[step]?.why}</small>}
              </>
            ),
          })),
          ...(mayFile ? [{ key: complain, label: t('ticket:complain') }] : []),
        ],
        onClick: ({ key }) =>
          key === complain
            ? void navigate({ to: '/tickets/new', search: { about: ticket.id } })
            : onAct(key as TicketAction),
      }}
    >
      <Button icon={<DownOutlined />} iconPlacement="end">
        {t('ticket:more')}
      </Button>
    </Dropdown>
  );
}

/** Steps that make no sense here at all are left out of the menu. */
function shown(ticket: Ticket, step: TicketAction): boolean {
  if (step === 'acceptOffer' || step === 'declineOffer') return ticket.may[step]?.ok === true;
  if (step === 'merge') return ticket.status !== 'merged';
  if (step === 'unmerge') return ticket.status === 'merged';
  if (step === 'resume') return ticket.may.resume?.ok === true;
  if (step === 'pause') return ticket.may.resume?.ok !== true;
  return true;
}
