import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { eventsQuery } from '@/api/tickets';
import type { Code, Ticket } from '@/api/types';
import { Chain } from '@/components/Chain';
import { textOf } from '@/components/events/eventWords';
import { standingOf } from '@/components/linkWork';
import { LinkStateLabel } from '@/components/StateMark';
import { Time } from '@/components/Time';
import type { AskingStep } from './next';
import { foundAt } from './story';
import styles from './TicketPage.module.css';

/** The windows come when they are first asked for: they are most of the page's weight. */
const StepDialog = lazy(() => import('./StepDialog'));

/** The chain picture; a link opens its evidence and history, and what can be done from it. */
export function ChainPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const names = useNames();
  const [link, setLink] = useState<Code>();
  const [asking, setAsking] = useState<AskingStep>();
  const chosen = ticket.chain.links.find((l) => l.link === link);
  const standing = chosen && standingOf(chosen, ticket.handoffs);
  return (
    <>
      <Chain links={ticket.chain.links} handoffs={ticket.handoffs} onSelect={setLink} selected={link} />
      {chosen && standing && (
        <Drawer open onClose={() => setLink(undefined)} title={names.in(chosen)} size={420}>
          <div className={styles.link}>
            <p>
              <LinkStateLabel state={standing.state} /> {standing.unit && ` ${standing.unit}`}
              {chosen.unit && ` · ${t('ticket:answers', { unit: chosen.unit.name })}`}
              {chosen.returns > 0 && ` · ${t('ticket:returnedTimes', { count: chosen.returns })}`}
            </p>
            <div className={styles.actions}>
              {(['handoff', 'setLink'] as const).map((step) => (
                <Tooltip key={step} title={ticket.may[step]?.why} trigger={['hover', 'focus']}>
                  <Button
                    type={step === 'handoff' ? 'primary' : 'default'}
                    aria-disabled={ticket.may[step]?.ok !== true}
                    className={ticket.may[step]?.ok === true ? undefined : styles.notYet}
                    onClick={() => ticket.may[step]?.ok === true && setAsking(step)}
                  >
                    {t(step === 'handoff' ? 'ticket:askUnit' : 'ticket:step.setLink')}
                  </Button>
                </Tooltip>
              ))}
            </div>
            <History ticket={ticket} link={chosen.link} />
          </div>
        </Drawer>
      )}
      {asking && (
        <Suspense>
          <StepDialog ticket={ticket} step={asking} link={link} onClose={() => setAsking(undefined)} />
        </Suspense>
      )}
    </>
  );
}

/** What units found at the link, and which gave it back: newest first. */
function History({ ticket, link }: { ticket: Ticket; link: Code }) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(eventsQuery(ticket.id));
  const found = foundAt(link, data).reverse();
  if (found.length === 0) return <p className={styles.quiet}>{t('ticket:noEvidence')}</p>;
  return (
    <ol className={styles.history}>
      {found.map(({ event, state }) => (
        <li key={event.id}>
          {state ? <LinkStateLabel state={state} /> : <b>{t('handoff:status.returned')}</b>} {event.actor.name}{' '}
          <span className={styles.quiet}>
            {event.actor.unit} · <Time at={event.at} />
          </span>
          <p>{textOf(event)}</p>
        </li>
      ))}
    </ol>
  );
}
