import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolidayImport, PromiseMove } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { sentenceOf } from '@/components/states';
import { Time } from '@/components/Time';
import { useChange } from '@/components/useChange';
import { importHolidays } from './calendars';
import styles from './Settings.module.css';

/** Brings in a year's list: first its effect on open promises is shown, then it is taken in. */
export function ImportHolidays({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [csv, setCsv] = useState('');
  const preview = useMutation({ mutationFn: (text: string) => importHolidays(text, true) });
  const done = useChange((text: string) => importHolidays(text, false), {
    touches: [['rules'], ['tickets'], ['home']],
    done: t('settings:holidays.imported'),
    onDone: onClose,
  });
  const edit = (text: string) => {
    setCsv(text);
    preview.reset();
  };
  const seen = preview.data;
  return (
    <Modal
      open
      width={720}
      title={t('settings:holidays.import')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common:cancel')}
        </Button>,
        <Button
          key="preview"
          type={seen ? 'default' : 'primary'}
          disabled={csv.trim() === ''}
          loading={preview.isPending}
          onClick={() => preview.mutate(csv)}
        >
          {t('settings:holidays.preview')}
        </Button>,
        <Button
          key="take"
          type="primary"
          disabled={seen === undefined}
          loading={done.isPending}
          onClick={() => done.mutate(csv)}
        >
          {t('settings:holidays.take')}
        </Button>,
      ]}
    >
      <p className={styles.quiet}>{t('settings:holidays.format')}</p>
      <label className={styles.file}>
        {t('settings:holidays.file')}
        <input
          type="file"
          className="visuallyHidden"
          accept=".csv,text/csv,text/plain"
          onChange={(e) => void e.target.files?.[0]?.text().then(edit)}
        />
      </label>
      <Input.TextArea
        autoSize={{ minRows: 5, maxRows: 12 }}
        aria-label={t('settings:holidays.list')}
        placeholder={t('settings:holidays.example')}
        value={csv}
        onChange={(e) => edit(e.target.value)}
      />
      <div aria-live="polite">
        {preview.error && <Alert type="error" showIcon title={sentenceOf(preview.error)} />}
        {seen && <Effect seen={seen} onLeave={onClose} />}
      </div>
    </Modal>
  );
}

function Effect({ seen, onLeave }: { seen: HolidayImport; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        {t('settings:holidays.brings', { years: seen.years.join(', '), days: seen.days })}{' '}
        {seen.affected.length === 0
          ? t('settings:holidays.movesNone')
          : t('settings:holidays.moves', { count: seen.affected.length })}
      </p>
      {seen.affected.length > 0 && (
        <DataTable<PromiseMove>
          named={['before', 'after']}
          rowKey={(row) => `${row.number} ${row.kind} ${row.dueBefore}`}
          dataSource={seen.affected}
          pagination={seen.affected.length > 8 ? { pageSize: 8, size: 'small', showSizeChanger: false } : false}
          columns={[
            {
              title: t('settings:holidays.ticket'),
              key: 'number',
              render: (_, row) => (
                <Link to="/tickets/$id" params={{ id: row.number }} onClick={onLeave}>
                  {row.number}
                </Link>
              ),
            },
            {
              title: t('settings:holidays.promise'),
              key: 'kind',
              render: (_, row) => t(`components:promise.${row.kind}`),
            },
            {
              title: t('settings:holidays.before'),
              key: 'before',
              render: (_, row) => <Time at={row.dueBefore} as="exact" />,
            },
            {
              title: t('settings:holidays.after'),
              key: 'after',
              render: (_, row) => <Time at={row.dueAfter} as="exact" />,
            },
          ]}
        />
      )}
    </>
  );
}
