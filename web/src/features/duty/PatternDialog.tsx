import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, type FormInstance, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyLaid, DutyPattern, Roster } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { FormModal } from '@/components/FormModal';
import { showFieldErrors } from '@/components/formErrors';
import { useChange } from '@/components/useChange';
import { lay, touches } from './api';
import styles from './Duty.module.css';
import { Wrong } from './Wrong';

interface Values {
  from: string;
  to: string;
  cycle: string[];
  teams: { people: string[]; offset: number }[];
}

const free = 'free';

/** Lays a rotation over days: what comes of it is shown before anything is changed. */
export function PatternDialog({ roster, onClose }: { roster: Roster; onClose: () => void }) {
  const { t } = useTranslation();
  const [laid, setLaid] = useState<DutyLaid>();
  const kinds = roster.kinds.filter((kind) => !kind.retired);
  const asked = (values: Values, dryRun: boolean): DutyPattern => ({
    ...values,
    unitId: roster.unit.id,
    cycle: values.cycle.map((kind) => (kind === free ? '' : kind)),
    teams: values.teams.map(({ people = [], offset }) => ({ people, offset })),
    dryRun,
  });
  const steps = [
    ...kinds.map((kind) => ({ value: kind.id ?? '', label: kind.name })),
    { value: free, label: t('duty:off') },
  ];
  const night = kinds.find((kind) => kind.night) ?? kinds.at(-1);
  const usual = [kinds[0]?.id ?? free, night?.id ?? free, free, free];
  return (
    <FormModal<Values>
      title={t('duty:patternTitle', { unit: roster.unit.name })}
      okText={t('duty:lay')}
      width={680}
      initial={{
        from: roster.from,
        to: roster.to,
        cycle: usual,
        teams: usual.map((_, offset) => ({ people: [], offset })),
      }}
      submit={(values) => lay(asked(values, false))}
      touches={touches}
      done={t('duty:laidDone')}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className={styles.pair}>
            <Form.Item name="from" label={t('duty:from')} rules={[{ required: true, message: t('duty:fillIn') }]}>
              <DayInput />
            </Form.Item>
            <Form.Item name="to" label={t('duty:to')} rules={[{ required: true, message: t('duty:fillIn') }]}>
              <DayInput />
            </Form.Item>
          </div>
          <Form.Item label={t('duty:cycle')} extra={t('duty:cycleHint')}>
            <Steps steps={steps} />
          </Form.Item>
          <Form.Item label={t('duty:teams')}>
            <Teams roster={roster} form={form} />
          </Form.Item>
          <Preview
            form={form}
            roster={roster}
            laid={laid}
            onLaid={setLaid}
            ask={(values) => lay(asked(values, true))}
          />
        </>
      )}
    </FormModal>
  );
}

function Steps({ steps }: { steps: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  return (
    <Form.List name="cycle">
      {(fields, { add, remove }) => (
        <span className={styles.steps}>
          {fields.map(({ key, name }) => (
            <span key={key} className={styles.step}>
              <Form.Item name={name} noStyle>
                <Select
                  size="small"
                  aria-label={t('duty:dayOf', { n: name + 1 })}
                  style={{ width: 104 }}
                  options={steps}
                />
              </Form.Item>
              <Button
                size="small"
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={t('duty:dropDay', { n: name + 1 })}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </span>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add(free)}>
            {t('duty:addDay')}
          </Button>
        </span>
      )}
    </Form.List>
  );
}

function Teams({ roster, form }: { roster: Roster; form: FormInstance<Values> }) {
  const { t } = useTranslation();
  const cycle = Form.useWatch('cycle', form) ?? [];
  const people = roster.people.map((person) => ({ value: person.id, label: person.name }));
  const places = cycle.map((_: string, n: number) => ({ value: n, label: t('duty:beginsAt', { n: n + 1 }) }));
  return (
    <Form.List name="teams">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.team}>
              <Form.Item name={[name, 'people']} noStyle>
                <Select
                  mode="multiple"
                  aria-label={t('duty:team', { n: name + 1 })}
                  placeholder={t('duty:team', { n: name + 1 })}
                  options={people}
                  showSearch={{ optionFilterProp: 'label' }}
                />
              </Form.Item>
              <Form.Item name={[name, 'offset']} noStyle>
                <Select aria-label={t('duty:teamBegins', { n: name + 1 })} style={{ width: 150 }} options={places} />
              </Form.Item>
              <Button
                type="text"
                icon={<MinusCircleOutlined />}
                aria-label={t('duty:dropTeam', { n: name + 1 })}
                disabled={fields.length === 1}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ people: [], offset: 0 })}>
            {t('duty:addTeam')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

interface PreviewProps {
  form: FormInstance<Values>;
  roster: Roster;
  laid?: DutyLaid;
  onLaid: (laid: DutyLaid) => void;
  ask: (values: Values) => Promise<DutyLaid>;
}

function Preview({ form, roster, laid, onLaid, ask }: PreviewProps) {
  const { t } = useTranslation();
  const look = useChange(ask, { touches: [], onDone: onLaid, onFail: (error) => showFieldErrors(form, error) });
  return (
    <>
      <Button
        loading={look.isPending}
        onClick={() =>
          void form.validateFields().then(
            (values) => look.mutate(values),
            () => undefined,
          )
        }
      >
        {t('duty:preview')}
      </Button>
      {laid && (
        <div role="status">
          <p>{t('duty:wouldBe', { added: laid.added, removed: laid.removed })}</p>
          <Wrong roster={roster} only={laid} />
        </div>
      )}
    </>
  );
}
