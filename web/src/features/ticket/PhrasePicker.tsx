import { ThunderboltOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { phrasesQuery } from '@/api/phrases';
import type { FilledPhrase, Phrase, Ticket } from '@/api/types';
import { changeLines, sentenceOf } from '@/components/events/eventWords';
import { sentenceOf as errorSentence } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { useNow } from '@/i18n/now';
import { filledQuery } from './api';
import styles from './PhrasePicker.module.css';
import { type Kind, recipientOf, useMacro } from './useSending';

interface PickerProps {
  ticket: Ticket;
  kind: Kind;
  /** Puts a filled text into the composer. */
  onInsert: (text: string) => void;
  /** Left without a choice, or after a macro; the focus goes back to the text. */
  onClose: () => void;
}

/** The phrases that fit what is written and what was typed, in their order. */
export function fitting(phrases: Phrase[], kind: Kind, typed: string): Phrase[] {
  const words = typed.trim().toLowerCase();
  return phrases.filter(
    (p) =>
      p.usable &&
      (p.macro || p.writtenAs === '' || p.writtenAs === kind) &&
      (p.name.toLowerCase().includes(words) || p.text.toLowerCase().includes(words)),
  );
}

/** Chooses a phrase or macro by typing part of it; what it becomes on this ticket stands beside the list. */
export function PhrasePicker({ ticket, kind, onInsert, onClose }: PickerProps) {
  const { t } = useTranslation();
  const { data: phrases = [], isPending, error } = useQuery(phrasesQuery);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [macro, setMacro] = useState<Phrase>();
  const list = fitting(phrases, kind, typed);
  const current = list[Math.min(at, list.length - 1)];
  const filled = useQuery(filledQuery(ticket.id, current?.id ?? ''));
  const take = (phrase: Phrase | undefined) => {
    if (phrase === undefined) return;
    if (phrase.macro) setMacro(phrase);
    else if (phrase === current && filled.data !== undefined) onInsert(filled.data.text);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (move !== undefined) setAt(Math.max(0, Math.min(list.length - 1, at + move)));
    else if (e.key === 'Enter') take(current);
    else if (e.key === 'Escape') onClose();
    else if (e.key === '/' && typed === '') onInsert('/');
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  if (macro !== undefined && filled.data !== undefined)
    return (
      <MacroPanel
        ticket={ticket}
        macro={macro}
        filled={filled.data}
        onBack={() => setMacro(undefined)}
        onClose={onClose}
      />
    );
  return (
    <section className={styles.picker} aria-label={t('ticket:phrases')}>
      <div className={styles.left}>
        <Input
          autoFocus
          size="small"
          role="combobox"
          aria-expanded
          aria-controls="phrase-list"
          aria-activedescendant={current && `phrase-${current.id}`}
          aria-label={t('ticket:phraseSearch')}
          placeholder={t('ticket:phraseSearch')}
          value={typed}
          onChange={(e) => {
            setTyped(e.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div role="listbox" id="phrase-list" aria-label={t('ticket:phrases')} className={styles.list}>
          {list.map((phrase, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={phrase.id}
              id={`phrase-${phrase.id}`}
              role="option"
              aria-selected={phrase === current}
              className={phrase === current ? styles.current : styles.option}
              onMouseEnter={() => setAt(i)}
              onClick={() => take(phrase)}
            >
              <span>
                {phrase.macro && <ThunderboltOutlined aria-label={t('ticket:macro')} />} {phrase.name}
              </span>
              <span className={styles.scope}>{phrase.unit?.name ?? t(`ticket:phraseScope.${phrase.scope}`)}</span>
            </div>
          ))}
        </div>
        {list.length === 0 && (
          <p className={styles.none}>
            {error ? errorSentence(error) : t(isPending ? 'common:loading' : 'ticket:phraseNone')}
          </p>
        )}
        <span className={styles.manage}>
          <Link to="/settings/phrases">{t('ticket:phraseManage')}</Link>
          <Button size="small" type="text" onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </span>
      </div>
      <div className={styles.preview} aria-live="polite">
        {current === undefined ? (
          <p className={styles.none}>{t('ticket:phraseHint')}</p>
        ) : filled.error ? (
          <p className={styles.none}>{errorSentence(filled.error)}</p>
        ) : (
          filled.data && <Preview filled={filled.data} />
        )}
      </div>
    </section>
  );
}

/** The filled text, what is missing in it, and what a macro would do. */
function Preview({ filled }: { filled: FilledPhrase }) {
  return (
    <>
      {filled.text !== '' && <p className={styles.text}>{filled.text}</p>}
      <Missing filled={filled} />
      <Does filled={filled} />
    </>
  );
}

function Missing({ filled }: { filled: FilledPhrase }) {
  const { t } = useTranslation();
  if (filled.missing.length === 0) return null;
  return <p className={styles.warn}>{t('ticket:phraseMissing', { names: filled.missing.join(' ') })}</p>;
}

function Does({ filled }: { filled: FilledPhrase }) {
  const { t } = useTranslation();
  const voice = { t, names: useNames(), now: useNow(), language: useLanguage() };
  if (!filled.may.ok) return <p className={styles.warn}>{filled.may.why}</p>;
  if (filled.does.length === 0) return null;
  return (
    <div className={styles.does}>
      <b>{t('ticket:macroDoes')}</b>
      <ol>
        {filled.does.map((event) => (
          <li key={event.seq}>{[sentenceOf(event, voice), ...changeLines(event, voice)].join(' · ')}</li>
        ))}
      </ol>
    </div>
  );
}

interface MacroProps {
  ticket: Ticket;
  macro: Phrase;
  filled: FilledPhrase;
  onBack: () => void;
  onClose: () => void;
}

/** A macro before it is run: its text, which may still be changed, and all that it does in one step. */
function MacroPanel({ ticket, macro, filled, onBack, onClose }: MacroProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(filled.text);
  const { run, isRunning } = useMacro(ticket, onClose);
  const ready = filled.may.ok && !(filled.text !== '' && text.trim() === '') && !/\{\{.*\}\}/.test(text) && !isRunning;
  const go = () => {
    if (ready) void run(macro, text);
  };
  const writes = filled.text === '' ? 'none' : macro.writtenAs === 'reply' ? 'reply' : 'note';
  return (
    <section
      className={styles.macro}
      aria-label={`${t('ticket:macro')} ${macro.name}`}
      onKeyDown={(e) => {
        if (e.key === 'Escape') onBack();
        else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) go();
        else return;
        e.preventDefault();
        e.stopPropagation();
      }}
    >
      <b>
        <ThunderboltOutlined aria-hidden="true" /> {macro.name}
      </b>
      {filled.text !== '' && (
        <Input.TextArea
          autoFocus
          aria-label={t(`ticket:macroText.${writes}`)}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={20_000}
          value={text}
          onChange={(e) => setText(e.target.value)}
        />
      )}
      <Missing filled={filled} />
      <Does filled={filled} />
      <span className={styles.manage}>
        <Button onClick={onBack}>{t('ticket:macroBack')}</Button>
        <Button type="primary" disabled={!ready} loading={isRunning} onClick={go} autoFocus={filled.text === ''}>
          {t(`ticket:macroRun.${writes}`, recipientOf(ticket))}
        </Button>
      </span>
    </section>
  );
}
