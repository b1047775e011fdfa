import { Button, Dropdown, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket, TicketAction } from '@/api/types';
import { useChange } from '@/components/useChange';
import { acceptOffer, closeTicket, resumeTicket, touches } from './api';
import { type AskingStep, nextStep, steps } from './next';
import styles from './TicketPage.module.css';

/** The windows come when they are first asked for: they are most of the page's weight. */
const StepDialog = lazy(() => import('./StepDialog'));

/** The one next step as the primary button, everything else in a menu; what is not possible says why. */
export function Actions({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<AskingStep>();
  const options = (step: 'acceptOffer' | 'close' | 'resume') => ({ touches, done: t(`ticket:done.${step}`) });
  const accept = useChange(acceptOffer, options('acceptOffer'));
  const close = useChange(closeTicket, options('close'));
  const resume = useChange(resumeTicket, options('resume'));
  const act = (step: TicketAction) => {
    if (step === 'acceptOffer') accept.mutate(ticket);
    else if (step === 'close') close.mutate(ticket);
    else if (step === 'resume') resume.mutate(ticket);
    else setAsking(step as AskingStep);
  };
  const next = nextStep(ticket);
  const others = steps.filter((step) => step !== next && shown(ticket, step));
  return (
    <div className={styles.actions}>
      {next && (
        <Tooltip title={ticket.may[next]?.why}>
          <Button
            type="primary"
            aria-disabled={ticket.may[next]?.ok !== true}
            className={ticket.may[next]?.ok === true ? undefined : styles.notYet}
            loading={accept.isPending || close.isPending}
            onClick={() => ticket.may[next]?.ok === true && act(next)}
          >
            {t(`ticket:step.${next}`)}
          </Button>
        </Tooltip>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: others.map((step) => ({
            key: step,
            disabled: ticket.may[step]?.ok !== true,
            label: (
              <Tooltip placement="left" title={ticket.may[step]?.why}>
                <span>{t(`ticket:step.${step}`)}</span>
              </Tooltip>
            ),
          })),
          onClick: ({ key }) => act(key as TicketAction),
        }}
      >
        <Button>{t('ticket:more')}</Button>
      </Dropdown>
      {asking && (
        <Suspense>
          <StepDialog ticket={ticket} step={asking} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

/** Steps that make no sense here at all are left out of the menu. */
function shown(ticket: Ticket, step: TicketAction): boolean {
  if (step === 'acceptOffer' || step === 'declineOffer') return ticket.may[step]?.ok === true;
  if (step === 'resume') return ticket.may.resume?.ok === true;
  if (step === 'pause') return ticket.may.resume?.ok !== true;
  return true;
}
