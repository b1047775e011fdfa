import { Alert, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Terminal } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import {
  ask,
  type Evidence,
  type NewEvidence,
  type NewTask,
  type Rules,
  record,
  setRules,
  type Task,
  take,
  touches,
  withdraw,
} from './api';
import { type Doing, waysToTell } from './words';

/** What is to be done in a window. */
export type Dialog =
  | { what: 'record'; role?: Evidence['role'] }
  | { what: 'ask' }
  | { what: 'withdraw'; evidence: Evidence }
  | { what: 'step'; task: Task; step: Doing }
  | { what: 'rules'; rules: Rules };

/** Whom and what the window is about, besides its own matter. */
export interface About {
  id: string;
  name: string;
  kind: string;
  terminals: Pick<Terminal, 'id' | 'number' | 'serial'>[];
}

interface DialogsProps {
  dialog: Dialog;
  about?: About;
  onClose: () => void;
}

export default function Dialogs({ dialog, about, onClose }: DialogsProps) {
  switch (dialog.what) {
    case 'step':
      return <StepForm task={dialog.task} step={dialog.step} onClose={onClose} />;
    case 'rules':
      return <RulesForm rules={dialog.rules} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawForm evidence={dialog.evidence} onClose={onClose} />;
    case 'record':
      return about && <RecordForm about={about} role={dialog.role} onClose={onClose} />;
    case 'ask':
      return about && <AskForm about={about} onClose={onClose} />;
  }
}

const useNeeded = () => {
  const { t } = useTranslation();
  return [{ required: true, whitespace: true, message: t('identity:needed') }];
};

const documents = {
  person: [
    'resident-id',
    'passport',
    'military-id',
    'hk-macau-permit',
    'taiwan-permit',
    'residence-permit',
    'foreign-resident',
  ],
  organisation: ['business-licence', 'organisation'],
} as const;

const terminalNames = (terminals: About['terminals']) =>
  terminals.map(({ id, number, serial }) => ({ value: id, label: number || serial }));

/** Records a document that was checked. */
function RecordForm({ about, role, onClose }: { about: About; role?: Evidence['role']; onClose: () => void }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`identity:field.${field}`);
  const options = (list: readonly string[], texts: string) =>
    list.map((value) => ({ value, label: t(`identity:${texts}.${value}`) }));
  const ofOrganisation = about.kind === 'organisation';
  const kindsFor = (of: Evidence['role']) => documents[ofOrganisation && of === 'holder' ? 'organisation' : 'person'];
  const roles: Evidence['role'][] = ofOrganisation
    ? ['holder', 'responsible', 'user', 'agent']
    : ['holder', 'user', 'agent'];
  const first = role ?? 'holder';
  return (
    <FormModal<NewEvidence, Evidence>
      title={t('identity:recordFor', { name: about.name })}
      okText={t('identity:record')}
      width={640}
      initial={{
        role: first,
        kind: kindsFor(first)[0],
        how: 'face',
        card: 'usual',
        holder: first === 'holder' ? about.name : '',
      }}
      submit={(typed) => record(about.id, typed)}
      touches={touches}
      done={t('identity:recorded')}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item name="role" label={label('role')}>
            <Radio.Group
              options={options(roles, 'role')}
              onChange={({ target }) => form.setFieldValue('kind', kindsFor(target.value as Evidence['role'])[0])}
            />
          </Form.Item>
          <FieldPair>
            <Form.Item noStyle shouldUpdate={(a, b) => a.role !== b.role}>
              {({ getFieldValue }) => (
                <Form.Item name="kind" label={label('kind')}>
                  <Select options={options(kindsFor(getFieldValue('role') as Evidence['role']), 'document')} />
                </Form.Item>
              )}
            </Form.Item>
            <Form.Item name="number" label={label('number')} rules={needed}>
              <Input autoFocus autoComplete="off" maxLength={40} />
            </Form.Item>
            <Form.Item name="holder" label={label('holder')} rules={needed}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="validUntil" label={label('validUntil')}>
              <DayInput />
            </Form.Item>
            <Form.Item name="issuer" label={label('issuer')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="purpose" label={label('purpose')} rules={needed}>
              <Input maxLength={200} placeholder={t('identity:purposeHint')} />
            </Form.Item>
            <Form.Item name="how" label={label('how')}>
              <Select options={options(['face', 'video', 'online', 'agent'], 'how')} />
            </Form.Item>
            <Form.Item name="dealer" label={label('dealer')}>
              <Input maxLength={100} placeholder={t('identity:dealerHint')} />
            </Form.Item>
            <Form.Item name="card" label={label('card')}>
              <Select options={options(['usual', 'iot', 'industry'], 'card')} />
            </Form.Item>
            <Form.Item name="cardUse" label={label('cardUse')}>
              <Input maxLength={200} placeholder={t('identity:cardUseHint')} />
            </Form.Item>
          </FieldPair>
          <Form.Item name="terminalId" label={label('terminalId')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('identity:allTerminals')}
              options={terminalNames(about.terminals)}
            />
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

/** Asks a customer to be checked anew. */
function AskForm({ about, onClose }: { about: About; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<NewTask, unknown>
      title={t('identity:askFor', { name: about.name })}
      okText={t('identity:ask')}
      initial={{ reason: 'doubt' }}
      submit={(typed) => ask(about.id, typed)}
      touches={touches}
      done={t('identity:asked')}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t('identity:column.reason')}>
        <Select
          options={(['doubt', 'missing', 'expiry', 'periodic', 'transfer'] as const).map((value) => ({
            value,
            label: t(`identity:why.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="note" label={t('identity:reason')} rules={useNeeded()} extra={t('identity:noteHint')}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      <FieldPair>
        <Form.Item name="dueOn" label={t('identity:column.due')} extra={t('identity:dueHint')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="terminalId" label={t('identity:field.terminalId')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('identity:allTerminals')}
            options={terminalNames(about.terminals)}
          />
        </Form.Item>
      </FieldPair>
    </FormModal>
  );
}

function WithdrawForm({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<{ reason: string }>
      title={t('identity:withdrawOf', { number: evidence.number })}
      okText={t('identity:withdraw')}
      submit={({ reason }) => withdraw(evidence.id, reason)}
      touches={touches}
      done={t('identity:withdrawn')}
      onClose={onClose}
    >
      <Form.Item name="reason" label={t('identity:reason')} rules={useNeeded()}>
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}

/** Takes a step of a check: why, and how the customer is told. */
function StepForm({ task, step, onClose }: { task: Task; step: Doing; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<{ reason: string; via?: 'mail' | 'phone' | 'letter' | 'visit' }, Task>
      title={t(`identity:stepTitle.${step}`, { name: task.customer.name })}
      okText={t(`identity:step.${step}`)}
      initial={{ via: 'phone' }}
      submit={(typed) => take(task, { step, ...typed })}
      touches={touches}
      done={t(`identity:stepDone.${step}`)}
      onClose={onClose}
    >
      <Alert type={step === 'suspend' ? 'warning' : 'info'} showIcon title={t(`identity:stepMeans.${step}`)} />
      <Form.Item
        name="reason"
        label={t('identity:reason')}
        rules={useNeeded()}
        extra={t('identity:reasonHint')}
        style={{ marginTop: 12 }}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      {step !== 'cancel' && (
        <Form.Item name="via" label={t('identity:via')} extra={t('identity:viaHint')}>
          <Radio.Group options={waysToTell.map((value) => ({ value, label: t(`identity:vias.${value}`) }))} />
        </Form.Item>
      )}
    </FormModal>
  );
}

const numbers = {
  warnDays: [0, 365],
  months: [0, 120],
  noticeDays: [1, 180],
  limitDays: [1, 180],
  most: [1, 1000],
} as const;

function RulesForm({ rules, onClose }: { rules: Rules; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <FormModal<Rules, Rules>
      title={t('identity:rules')}
      width={560}
      initial={{ ...rules }}
      submit={(typed) => setRules({ ...typed, version: rules.version })}
      touches={touches}
      done={t('identity:rulesSaved')}
      onClose={onClose}
    >
      <FieldPair>
        {(Object.keys(numbers) as (keyof typeof numbers)[]).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`identity:rule.${name}`)}
            rules={[{ required: true, message: t('identity:needed') }]}
          >
            <InputNumber min={numbers[name][0]} max={numbers[name][1]} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        ))}
      </FieldPair>
      {(['transfer', 'auto', 'refuse'] as const).map((name) => (
        <Form.Item key={name} name={name} valuePropName="checked" extra={t(`identity:ruleMeans.${name}`)}>
          <Checkbox>{t(`identity:rule.${name}`)}</Checkbox>
        </Form.Item>
      ))}
    </FormModal>
  );
}
