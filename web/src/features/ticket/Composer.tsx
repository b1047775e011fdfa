import { LockOutlined, PaperClipOutlined, SendOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Mentions, Segmented, Tooltip, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Colleague, Ticket } from '@/api/types';
import { Uploads } from '@/components/files/Uploads';
import { useUploads } from '@/components/files/useUploads';
import { useChange } from '@/components/useChange';
import { useDraft } from '@/components/useDraft';
import { colleaguesQuery, note, reply, touches } from './api';
import styles from './Composer.module.css';
import { mentionedIn } from './mentions';

type Kind = 'reply' | 'note';

const kinds = [
  { value: 'reply', icon: <SendOutlined /> },
  { value: 'note', icon: <LockOutlined /> },
] as const;

/**
 * Writes to the customer, or for colleagues only: two looks that cannot be mixed up. Each keeps its own draft, so that
 * what was meant for colleagues never stands in a reply.
 */
export function Composer({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [kind, setKind] = useDraft<Kind>(`ticket.${ticket.id}.kind`, 'note');
  const drafts = {
    reply: useDraft(`ticket.${ticket.id}.reply`, ''),
    note: useDraft(`ticket.${ticket.id}.note`, ''),
  };
  const [text, setText, drop] = drafts[kind];
  const { data: colleagues = [] } = useQuery({ ...colleaguesQuery(ticket.id), enabled: kind === 'note' });
  const write = (words: string) =>
    kind === 'reply' ? reply(ticket, words) : note(ticket, words, mentionedIn(words, colleagues));
  const send = useChange(write, {
    touches,
    done: t(`ticket:sent.${kind}`),
    onDone: drop,
  });
  const { uploads, attach } = useAttach(ticket, kind);
  const lawful = ticket.may[kind];
  const ready = text.trim() !== '' && lawful?.ok === true && !send.isPending;
  const submit = () => {
    if (ready) send.mutate(text);
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
          disabled={send.isPending}
          onChange={setKind}
          options={kinds.map(({ value, icon }) => ({ value, icon, label: t(`ticket:write.${value}`) }))}
        />
        <span className={styles.who}>{t(`ticket:reads.${kind}`)}</span>
      </div>
      <Mentions
        key={kind}
        prefix="@"
        options={kind === 'note' ? optionsOf(colleagues) : []}
        notFoundContent={kind === 'note' ? t('ticket:noColleague') : null}
        filterOption={(input, option) => option?.value?.includes(input) ?? false}
        aria-label={t(`ticket:write.${kind}`)}
        placeholder={t(`ticket:writeHint.${kind}`)}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={20_000}
        disabled={lawful?.ok !== true}
        value={text}
        onChange={setText}
        onPaste={(e) => {
          if (e.clipboardData.files.length === 0 || !lawful?.ok) return;
          e.preventDefault();
          attach(e.clipboardData.files);
        }}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit();
        }}
      />
      <Uploads uploads={uploads} />
      <div className={styles.foot}>
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
        <span className={styles.hint}>{lawful?.ok === true ? t('ticket:sendKey') : lawful?.why}</span>
        <Tooltip title={lawful?.why} trigger={['hover', 'focus']}>
          <Button
            type={kind === 'reply' ? 'primary' : 'default'}
            icon={kind === 'reply' ? <SendOutlined /> : <LockOutlined />}
            disabled={text.trim() === '' || lawful?.ok !== true}
            loading={send.isPending}
            onClick={submit}
          >
            {t(`ticket:send.${kind}`)}
          </Button>
        </Tooltip>
      </div>
    </section>
  );
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
