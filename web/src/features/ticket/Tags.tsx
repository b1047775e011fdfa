import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AutoComplete, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tagsQuery } from '@/api/tickets';
import type { Ticket } from '@/api/types';
import { useChange } from '@/components/useChange';
import { tagTicket, touches } from './api';
import styles from './Tags.module.css';

/** The ticket's tags: each leads to the tickets that have it, and can be taken off; more are added by typing. */
export function Tags({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const change = useChange((input: { add?: string[]; remove?: string[] }) => tagTicket(ticket, input), {
    touches: [...touches, ['tags']],
  });
  const may = ticket.may.tag?.ok === true;
  if (!may && ticket.tags.length === 0) return null;
  const leave = () => {
    setAdding(false);
    setTimeout(() => opener.current?.focus());
  };
  return (
    <ul className={styles.tags} aria-label={t('ticket:tags.label')}>
      {ticket.tags.map((tag) => (
        <li key={tag} className={styles.tag}>
          <Link to="/tickets" search={{ tag }} title={t('ticket:tags.find', { tag })}>
            {tag}
          </Link>
          {may && (
            <button
              type="button"
              aria-label={t('ticket:tags.remove', { tag })}
              onClick={() => change.mutate({ remove: [tag] })}
            >
              ×
            </button>
          )}
        </li>
      ))}
      {may && (
        <li>
          {adding ? (
            <NewTag has={ticket.tags} onAdd={(tag) => change.mutate({ add: [tag] })} onLeave={leave} />
          ) : (
            <Button
              ref={opener}
              type="text"
              size="small"
              icon={<PlusOutlined aria-hidden="true" />}
              onClick={() => setAdding(true)}
            >
              {t('ticket:tags.add')}
            </Button>
          )}
        </li>
      )}
    </ul>
  );
}

interface NewTagProps {
  has: string[];
  onAdd: (tag: string) => void;
  onLeave: () => void;
}

/** Enter adds what is typed or chosen and waits for the next; Escape ends it. */
function NewTag({ has, onAdd, onLeave }: NewTagProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { data = [] } = useQuery(tagsQuery(text.trim()));
  const add = (word: string) => {
    if (word.trim() !== '') onAdd(word.trim());
    setText('');
  };
  return (
    <AutoComplete
      className={styles.input}
      size="small"
      autoFocus
      defaultActiveFirstOption={false}
      aria-label={t('ticket:tags.add')}
      placeholder={t('ticket:tags.placeholder')}
      maxLength={60}
      value={text}
      options={data.filter(({ tag }) => !has.includes(tag)).map(({ tag }) => ({ value: tag }))}
      onChange={setText}
      onSelect={add}
      onBlur={() => {
        add(text);
        onLeave();
      }}
      onInputKeyDown={(e) => {
        if (e.key === 'Escape') onLeave();
        if (e.key === 'Enter' && !(e.target as HTMLElement).getAttribute('aria-activedescendant')) add(text);
      }}
    />
  );
}
