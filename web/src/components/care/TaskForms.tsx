import { useQuery } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { addTask, careKindsQuery, careTouches, changeTask } from '@/api/care';
import { useNames } from '@/api/catalogue';
import type { CareState, CareTask, CareTaskChange, NewCareTask } from '@/api/types';
import { CodeSelect } from '../CodeSelect';
import { DayInput } from '../DayInput';
import { FieldPair } from '../FieldPair';
import { FormModal } from '../FormModal';
import { StaffPicker } from '../pickers';

/** What somebody is about to do with what is owed to a customer. */
export type TaskDoing =
  | { what: 'add'; customerId: string; ticket?: string; raisedBy?: string; channel?: string }
  | { what: 'change' | 'end'; task: CareTask };

/** The window in which a task is recorded, changed or ended. */
export default function TaskForms({ doing, onClose }: { doing: TaskDoing; onClose: () => void }) {
  switch (doing.what) {
    case 'add':
      return <AddForm {...doing} onClose={onClose} />;
    case 'change':
      return <ChangeForm task={doing.task} onClose={onClose} />;
    case 'end':
      return <EndForm task={doing.task} onClose={onClose} />;
  }
}

function useNeeded() {
  const { t } = useTranslation();
  return [{ required: true, message: t('care:fillIn') }];
}

function KindSelect(props: { value?: string; onChange?: (kind: string) => void; id?: string }) {
  const { data = [] } = useQuery(careKindsQuery);
  const names = useNames();
  const options = data.filter((kind) => kind.active).map((kind) => ({ value: kind.code, label: names.in(kind) }));
  return <Select {...props} options={options} />;
}

type AddProps = Extract<TaskDoing, { what: 'add' }> & { onClose: () => void };

function AddForm({ customerId, ticket, raisedBy, channel, onClose }: AddProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const needed = useNeeded();
  return (
    <FormModal<NewCareTask, CareTask>
      title={t('care:needTitle')}
      initial={{ kind: 'need', raisedBy, channel }}
      submit={(values) => addTask({ ...values, customerId, ticket })}
      touches={careTouches}
      onDone={(task) =>
        void message.success(t('care:recorded', { owner: task.owner?.name ?? task.unit.name, day: task.dueOn }))
      }
      onClose={onClose}
    >
      <Form.Item name="words" label={t('care:words')} rules={needed}>
        <Input.TextArea
          autoFocus
          placeholder={t('care:wordsHint')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={4000}
        />
      </Form.Item>
      <FieldPair>
        <Form.Item name="kind" label={t('care:kind')} rules={needed}>
          <KindSelect />
        </Form.Item>
        <Form.Item name="dueOn" label={t('care:due')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="raisedBy" label={t('care:raisedBy')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="channel" label={t('care:channel')}>
          <CodeSelect list="channels" allowClear />
        </Form.Item>
      </FieldPair>
      <Form.Item name="ownerId" label={t('care:owner')} extra={t('care:ownerHint')}>
        <StaffPicker allowClear />
      </Form.Item>
    </FormModal>
  );
}

function ChangeForm({ task, onClose }: { task: CareTask; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  return (
    <FormModal<CareTaskChange>
      title={t('care:changing')}
      initial={{ words: task.words, kind: task.kind, dueOn: task.dueOn, ownerId: task.ownerId || undefined }}
      submit={({ kind, ...values }) => changeTask(task, kind === task.kind ? values : { ...values, kind })}
      touches={careTouches}
      done={t('care:saved')}
      onClose={onClose}
    >
      <Form.Item name="words" label={t('care:words')} rules={needed}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <FieldPair>
        <Form.Item name="kind" label={t('care:kind')} rules={needed}>
          <KindSelect />
        </Form.Item>
        <Form.Item name="dueOn" label={t('care:due')} rules={needed}>
          <DayInput />
        </Form.Item>
      </FieldPair>
      <Form.Item name="ownerId" label={t('care:owner')}>
        <StaffPicker />
      </Form.Item>
    </FormModal>
  );
}

function EndForm({ task, onClose }: { task: CareTask; onClose: () => void }) {
  const { t } = useTranslation();
  const states: CareState[] = task.kind === 'opportunity' ? ['won', 'lost', 'dropped'] : ['done', 'dropped'];
  return (
    <FormModal<CareTaskChange>
      title={t('care:ending')}
      okText={t('care:end')}
      initial={{ state: states[0] }}
      submit={(values) => changeTask(task, values)}
      touches={careTouches}
      done={t('care:ended')}
      onClose={onClose}
    >
      <p>{task.words}</p>
      <Form.Item name="state" label={t('care:outcome')}>
        <Select options={states.map((value) => ({ value, label: t(`care:state.${value}`) }))} />
      </Form.Item>
      <Form.Item name="result" label={t('care:result')} rules={useNeeded()}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
    </FormModal>
  );
}
