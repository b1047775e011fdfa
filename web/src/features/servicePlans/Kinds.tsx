import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { careKindsQuery, saveKind } from '@/api/care';
import { useNames } from '@/api/catalogue';
import type { CareKind } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { Panel } from '@/components/Page';
import { useChange } from '@/components/useChange';
import styles from './ServicePlans.module.css';

/** The kinds of tasks: the program's own, and those that the operator names. */
export function Kinds({ onAdd }: { onAdd?: () => void }) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(careKindsQuery);
  return (
    <Panel
      title={t('care:plans.kinds')}
      extra={
        onAdd && (
          <Button size="small" onClick={onAdd}>
            {t('care:plans.addKind')}
          </Button>
        )
      }
    >
      <div className={styles.body}>
        <ul className={styles.facts}>
          {data.map((kind) => (
            <One key={kind.code} kind={kind} mayChange={onAdd !== undefined} />
          ))}
        </ul>
        <div className={styles.quiet}>{t('care:plans.kindHint')}</div>
      </div>
    </Panel>
  );
}

function One({ kind, mayChange }: { kind: CareKind; mayChange: boolean }) {
  const { t } = useTranslation();
  const name = useNames().in(kind);
  const turn = useChange((active: boolean) => saveKind(kind.code, { ...kind, active }), { touches: [['care']] });
  const word = t(kind.active ? 'care:plans.kindOff' : 'care:plans.kindOn');
  return (
    <li className={kind.active ? undefined : styles.off}>
      {name}
      {mayChange && kind.version > 0 && (
        <Button
          size="small"
          type="text"
          loading={turn.isPending}
          aria-label={`${word}: ${name}`}
          onClick={() => turn.mutate(!kind.active)}
        >
          {word}
        </Button>
      )}
    </li>
  );
}

/** Names a kind of task. */
export function KindForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const needed = [{ required: true, whitespace: true, message: t('care:fillIn') }];
  return (
    <FormModal<{ code: string; zh: string; en: string }>
      title={t('care:plans.addKind')}
      submit={({ code, ...names }) => saveKind(code, { ...names, active: true })}
      touches={[['care']]}
      done={t('care:saved')}
      onClose={onClose}
    >
      <Form.Item name="zh" label={t('care:plans.zh')} rules={needed}>
        <Input autoFocus autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item name="en" label={t('care:plans.en')} rules={needed}>
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="code" label={t('care:plans.code')} rules={needed}>
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
    </FormModal>
  );
}
