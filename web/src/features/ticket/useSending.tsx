import { App } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import type { Phrase, Present, Ticket } from '@/api/types';
import type { DraftKeeper } from '@/components/drafts/DraftKeeper';
import { newKey } from '@/components/newKey';
import { useChange } from '@/components/useChange';
import { note, reply, runMacro, touches } from './api';
import { sharedStretch } from './leaks';

export type Kind = 'reply' | 'note';

interface Message {
  kind: Kind;
  text: string;
  mentions: string[];
  confirmed: boolean;
}

interface MacroMessage {
  phrase: Phrase;
  text: string;
  confirmed: boolean;
}

/** Names who is written to, for buttons and questions; their texts have a form for where he has no name. */
export function recipientOf(ticket: Ticket): { name: string; context?: string } {
  const name = ticket.contact.name || ticket.customer?.name || '';
  return name === '' ? { name, context: 'unnamed' } : { name };
}

/** Whether the server asks because the text looks internal, and its sentence. */
const askedBy = (error: unknown) => (error instanceof ApiError ? error.fieldOf('confirmed') : undefined);

/** One key for one text, however often it is tried; another text gets another. */
function useKeyFor() {
  const last = useRef({ about: '', key: '' });
  return (about: string) => {
    if (last.current.about !== about) last.current = { about, key: newKey() };
    return last.current.key;
  };
}

/** Sends what was written, and asks first where it would be a mistake: internal text, or two who answer at once. */
export function useSending(ticket: Ticket, drafts: Record<Kind, DraftKeeper>, others: Present[]) {
  const { t } = useTranslation();
  const ask = useQuestion();
  const keyFor = useKeyFor();
  const writer = (m: Message) => {
    const key = keyFor(`${m.kind} ${m.text}`);
    return m.kind === 'reply' ? reply(ticket, m.text, m.confirmed, key) : note(ticket, m.text, m.mentions, key);
  };
  const write = useChange(
    async (message: Message) => {
      await drafts[message.kind].hold();
      return writer(message);
    },
    {
      touches,
      done: t('ticket:sent'),
      onDone: (_event, { kind, text }) => {
        drafts[kind].sent(text);
        keyFor('');
      },
      onFail: (error) => askedBy(error) !== undefined,
    },
  );
  const send = async (kind: Kind, text: string, mentions: string[]) => {
    const message: Message = { kind, text, mentions, confirmed: false };
    if (kind === 'reply') {
      const writing = others.filter((p) => p.doing === 'reply').map((p) => p.name);
      if (writing.length > 0 && !(await ask(t('ticket:otherWrites', { names: writing.join('、') })))) return;
      const shared = sharedStretch(text, drafts.note.read().text);
      if (shared !== undefined) {
        if (!(await ask(t('ticket:fromNote', { passage: shared })))) return;
        message.confirmed = true;
      }
    }
    await attempt(message);
  };
  const attempt = async (message: Message): Promise<void> => {
    try {
      await write.mutateAsync(message);
    } catch (error) {
      drafts[message.kind].release();
      const question = askedBy(error);
      if (question !== undefined && (await ask(question))) await attempt({ ...message, confirmed: true });
    }
  };
  return { send, isSending: write.isPending };
}

/** Runs a macro; where its reply looks internal, one is asked. */
export function useMacro(ticket: Ticket, onDone: () => void) {
  const { t } = useTranslation();
  const ask = useQuestion();
  const keyFor = useKeyFor();
  const run = useChange(
    ({ phrase, text, confirmed }: MacroMessage) =>
      runMacro(ticket, { phrase, text, confirmed, key: keyFor(`${phrase.id} ${phrase.version} ${text}`) }),
    {
      touches: [...touches, ['phrases']],
      done: t('ticket:macroDone'),
      onDone: () => {
        keyFor('');
        onDone();
      },
      onFail: (error) => askedBy(error) !== undefined,
    },
  );
  const attempt = async (message: MacroMessage): Promise<void> => {
    try {
      await run.mutateAsync(message);
    } catch (error) {
      const question = askedBy(error);
      if (question !== undefined && (await ask(question))) await attempt({ ...message, confirmed: true });
    }
  };
  return {
    run: (phrase: Phrase, text: string) => attempt({ phrase, text, confirmed: false }),
    isRunning: run.isPending,
  };
}

/** Asks whether a text is to go to the customer all the same. */
function useQuestion() {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  return (question: string) =>
    new Promise<boolean>((answer) => {
      modal.confirm({
        title: t('ticket:sureToSend'),
        content: question,
        okText: t('ticket:sendAnyway'),
        cancelText: t('ticket:backToText'),
        autoFocusButton: 'cancel',
        onOk: () => answer(true),
        onCancel: () => answer(false),
      });
    });
}
