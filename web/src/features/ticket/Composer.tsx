import { GlobalOutlined, LockOutlined, PaperClipOutlined, SendOutlined, SnippetsOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Mentions, Segmented, Tooltip, Upload } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Colleague, Ticket } from '@/api/types';
import { DraftConflict, DraftPlace } from '@/components/drafts/DraftConflict';
import { useKeptDraft } from '@/components/drafts/useKeptDraft';
import { Uploads } from '@/components/files/Uploads';
import { useUploads } from '@/components/files/useUploads';
import { isFoundBy } from '@/components/people';
import { useDraft } from '@/components/useDraft';
import { colleaguesQuery } from './api';
import { News, Writers } from './Company';
import styles from './Composer.module.css';
import { mentionedIn } from './mentions';
import { PhrasePicker } from './PhrasePicker';
import type { Company } from './usePresence';
import { type Kind, recipientOf, useSending } from './useSending';

const kinds = [
  { value: 'reply', icon: <SendOutlined /> },
  { value: 'note', icon: <LockOutlined /> },
] as const;

/**
 * Writes to the customer, or for colleagues only: two looks that cannot be mixed up. Each keeps its own draft, so that
 * what was meant for colleagues never stands in a reply.
 */
export function Composer({ ticket, company }: { ticket: Ticket; company: Company }) {
  const { t } = useTranslation();
  const [kind, setKind] = useDraft<Kind>(`ticket.${ticket.id}.kind`, 'note');
  const [reply, replyKeeper] = useKeptDraft('reply', ticket.id);
  const [note, noteKeeper] = useKeptDraft('note', ticket.id);
  const drafts = { reply, note };
  const keepers = { reply: replyKeeper, note: noteKeeper };
  const [draft, keeper] = [drafts[kind], keepers[kind]];
  const text = draft.text;
  const [isPicking, setPicking] = useState(false);
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(ticket.id), enabled: kind === 'note' });
  const { send, isSending } = useSending(ticket, keepers, company.others);
  const { uploads, attach } = useAttach(ticket, kind);
  const lawful = ticket.may[kind];
  const ready = text.trim() !== '' && lawful?.ok === true && !isSending && draft.theirs === undefined;
  const submit = () => {
    if (ready) void send(kind, text, kind === 'note' ? mentionedIn(text, colleagues) : []);
  };
  const area = useTextArea();
  const insert = (words: string) => {
    setPicking(false);
    keeper.set(area.withAtCaret(text, words));
  };
  const onKeyDown = (e: KeyboardEvent<HTMLElement>) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit();
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.nativeEvent.isComposing || !area.beginsWord()) return;
    e.preventDefault();
    setPicking(true);
  };
  return (
    <section
      className={styles[kind]}
      aria-label={t('ticket:compose')}
      onDragOver={(e) => e.preventDefault()}
      onDrop={(e) => {
        e.preventDefault();
        if (lawful?.ok) attach(e.dataTransfer.files);
      }}
    >
      <div className={styles.head}>
        <Segmented<Kind>
          size="small"
          aria-label={t('ticket:compose')}
          value={kind}
          disabled={isSending}
          onChange={(next) => {
            setPicking(false);
            setKind(next);
          }}
          options={kinds.map(({ value, icon }) => ({
            value,
            icon,
            label: `${t(`ticket:write.${value}`)}${value !== kind && drafts[value].text !== '' ? ' ·' : ''}`,
            title: value !== kind && drafts[value].text !== '' ? t('ticket:draftThere') : undefined,
          }))}
        />
        <Reader ticket={ticket} kind={kind} />
      </div>
      <Writers others={company.others} />
      {kind === 'reply' && <News ticket={ticket} text={text} savedAt={draft.savedAt} />}
      {draft.theirs && (
        <DraftConflict
          mine={text}
          theirs={draft.theirs.data}
          at={draft.theirs.updatedAt}
          onMine={() => keeper.choose(text)}
          onTheirs={() => keeper.choose(draft.theirs?.data ?? '')}
          other={
            <Button size="small" onClick={() => keeper.choose(`${draft.theirs?.data}\n${text}`)}>
              {t('ticket:bothTexts')}
            </Button>
          }
        />
      )}
      <div ref={area.holder}>
        <Mentions
          key={kind}
          prefix="@"
          options={kind === 'note' ? optionsOf(colleagues) : []}
          notFoundContent={kind === 'note' ? t('ticket:noColleague') : null}
          filterOption={(typed, option) =>
            colleagues.some((one) => one.name === option?.value && isFoundBy(typed, one))
          }
          aria-label={t(`ticket:write.${kind}`)}
          placeholder={t(`ticket:writeHint.${kind}`)}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={20_000}
          disabled={lawful?.ok !== true}
          readOnly={isSending}
          value={text}
          onChange={(words) => {
            if (words === text) return;
            keeper.set(words);
            if (words !== '') company.wrote(kind);
          }}
          onPaste={(e) => {
            if (e.clipboardData.files.length === 0 || !lawful?.ok) return;
            e.preventDefault();
            attach(e.clipboardData.files);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {isPicking && (
        <PhrasePicker
          ticket={ticket}
          kind={kind}
          onInsert={insert}
          onClose={() => {
            setPicking(false);
            area.focus();
          }}
        />
      )}
      <Uploads uploads={uploads} />
      <div className={styles.foot}>
        <span>
          <Upload
            multiple
            showUploadList={false}
            disabled={lawful?.ok !== true}
            beforeUpload={(file, all) => {
              if (file === all[0]) attach(all);
              return false;
            }}
          >
            <Button type="text" size="small" icon={<PaperClipOutlined />} disabled={lawful?.ok !== true}>
              {t('files:add')}
            </Button>
          </Upload>
          <Button
            type="text"
            size="small"
            icon={<SnippetsOutlined />}
            disabled={lawful?.ok !== true}
            aria-expanded={isPicking}
            onClick={() => setPicking(!isPicking)}
          >
            {t('ticket:phrases')} <kbd>/</kbd>
          </Button>
        </span>
        <span className={styles.hint}>
          {lawful?.ok !== true ? (
            lawful?.why
          ) : text === '' ? (
            t('ticket:sendKey')
          ) : (
            <DraftPlace savedAt={draft.savedAt} isUnsaved={draft.isUnsaved} />
          )}
        </span>
        <Tooltip title={lawful?.why} trigger={['hover', 'focus']}>
          <Button
            type={kind === 'reply' ? 'primary' : 'default'}
            icon={kind === 'reply' ? <SendOutlined /> : <LockOutlined />}
            disabled={!ready && !isSending}
            loading={isSending}
            onClick={submit}
          >
            {t(`ticket:send.${kind}`, recipientOf(ticket))}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
}

/** Who reads what is being written, by sign, word and colour. */
function Reader({ ticket, kind }: { ticket: Ticket; kind: Kind }) {
  const { t } = useTranslation();
  return (
    <span className={styles.who}>
      {kind === 'reply' ? <GlobalOutlined aria-hidden="true" /> : <LockOutlined aria-hidden="true" />}{' '}
      {t(`ticket:reads.${kind}`, recipientOf(ticket))}
    </span>
  );
}

/** The text field behind the composer: where its caret stands, and how words are put there. */
function useTextArea() {
  const holder = useRef<HTMLDivElement>(null);
  const field = () => holder.current?.querySelector('textarea') ?? undefined;
  const placeAt = (caret: number) =>
    requestAnimationFrame(() => {
      field()?.focus();
      field()?.setSelectionRange(caret, caret);
    });
  return {
    holder,
    focus: () => field()?.focus(),
    /** Whether the caret stands at the beginning or after a space, where a slash asks for phrases. */
    beginsWord: () => {
      const at = field()?.selectionStart ?? 0;
      return at === 0 || /\s/.test(field()?.value[at - 1] ?? '');
    },
    withAtCaret: (text: string, words: string) => {
      const [from, to] = [field()?.selectionStart ?? text.length, field()?.selectionEnd ?? text.length];
      placeAt(from + words.length);
      return text.slice(0, from) + words + text.slice(to);
    },
  };
}

/** Who can be mentioned: by name, with the unit beside it. */
const optionsOf = (colleagues: Colleague[]) =>
  colleagues.map(({ id, name, unit }) => ({ key: id, value: name, label: `${name} · ${unit}` }));

/** Sends files to whom the composer writes to; before the customer sees one, one is asked. */
function useAttach(ticket: Ticket, kind: Kind) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { uploads, add } = useUploads(ticket.id);
  const attach = (list: Iterable<File>) => {
    const files = [...list];
    if (files.length === 0) return;
    if (kind === 'note') {
      add(files, 'internal');
      return;
    }
    void modal.confirm({
      title: t('files:sure'),
      content: t('files:sureHint', { names: files.map((f) => f.name).join(', ') }),
      okText: t('files:send'),
      cancelText: t('common:cancel'),
      onOk: () => add(files, 'public'),
    });
  };
  return { uploads, attach };
}
