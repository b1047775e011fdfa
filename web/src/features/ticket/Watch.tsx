import { CloseOutlined, EyeFilled, EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Popover, type RefSelectProps, Select, Tooltip } from 'antd';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '@/api/types';
import { isFoundBy } from '@/components/people';
import { useChange } from '@/components/useChange';
import { addWatcher, colleaguesQuery, removeWatcher, touches, unwatchTicket, watchTicket } from './api';
import styles from './Watch.module.css';

/** How wide the list of colleagues is; the box above it is still growing when it opens. */
const listWidth = 240;

/** Whether I am told of what happens here, and who else is. */
export function Watch({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const toggle = useChange<void, unknown>(() => (ticket.watching ? unwatchTicket(ticket) : watchTicket(ticket)), {
    touches,
  });
  const count = ticket.watchers.length;
  const field = useRef<RefSelectProps>(null);
  const state = ticket.watching ? 'off' : 'on';
  return (
    <span className={styles.watch}>
      <Tooltip title={t(`ticket:watch.tip.${state}`)}>
        <Button
          size="small"
          type="text"
          icon={ticket.watching ? <EyeFilled aria-hidden="true" /> : <EyeOutlined aria-hidden="true" />}
          loading={toggle.isPending}
          onClick={() => toggle.mutate()}
        >
          {t(`ticket:watch.${state}`)}
        </Button>
      </Tooltip>
      {(count > 0 || ticket.may.addWatcher?.ok) && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          content={<Watchers ticket={ticket} field={field} />}
          destroyOnHidden
          // Before it is there it cannot have the focus.
          afterOpenChange={(open) => open && field.current?.focus()}
        >
          <Button size="small" type="text" className={styles.count}>
            {count > 0 ? t('ticket:watch.who', { count }) : t('ticket:watch.add')}
          </Button>
        </Popover>
      )}
    </span>
  );
}

interface WatchersProps {
  ticket: Ticket;
  /** Where colleagues are looked for. */
  field: RefObject<RefSelectProps | null>;
}

function Watchers({ ticket, field }: WatchersProps) {
  const { t } = useTranslation();
  const mayChange = ticket.may.addWatcher?.ok;
  const takeOff = useChange((staffId: string) => removeWatcher(ticket, staffId), { touches });
  return (
    <div className={styles.window}>
      {ticket.watchers.length > 0 && (
        <ul>
          {ticket.watchers.map(({ id, name, unit }) => (
            <li key={id}>
              <span>
                {name} <small>{unit}</small>
              </span>
              {mayChange && (
                <Button
                  size="small"
                  type="text"
                  icon={<CloseOutlined aria-hidden="true" />}
                  aria-label={t('ticket:watch.remove', { name })}
                  title={t('ticket:watch.remove', { name })}
                  disabled={takeOff.isPending}
                  onClick={() => takeOff.mutate(id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <Add ticket={ticket} field={field} />}
    </div>
  );
}

/** Asks a colleague who sees the ticket to watch it. */
function Add({ ticket, field }: WatchersProps) {
  const { t } = useTranslation();
  const { data } = useQuery(colleaguesQuery(ticket.id));
  const add = useChange((staffId: string) => addWatcher(ticket, staffId), { touches, done: t('ticket:watch.done') });
  const has = new Set(ticket.watchers.map(({ id }) => id));
  const free = data?.filter(({ id }) => !has.has(id)) ?? [];
  return (
    <Select<string>
      className={styles.add}
      size="small"
      ref={field}
      value={null}
      popupMatchSelectWidth={listWidth}
      showSearch={{
        filterOption: (typed, option) =>
          free.some((one) => one.id === option?.value && isFoundBy(typed, one, [one.unit])),
      }}
      aria-label={t('ticket:watch.add')}
      placeholder={t('ticket:watch.add')}
      notFoundContent={data && t(free.length === 0 ? 'ticket:watch.none' : 'components:picker.noMatch')}
      loading={data === undefined || add.isPending}
      options={free.map(({ id, name, unit }) => ({ value: id, label: `${name} · ${unit}` }))}
      onChange={(id) => add.mutate(id)}
    />
  );
}
