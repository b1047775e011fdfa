import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { staffQuery } from '@/api/org';
import { useMay, useMe } from '@/api/session';
import type { Absence } from '@/api/types';
import { DateTimeInput } from '@/components/DateTimeInput';
import { FormModal } from '@/components/FormModal';
import styles from '@/components/people/People.module.css';
import { type AbsenceBody, addAbsence, changeAbsence } from '@/components/people/people';
import { StaffPicker } from '@/components/pickers';

const kinds = ['leave', 'sick', 'trip', 'training', 'other'] as const;

/** Notes that one is away, or somebody whom one keeps; or changes until when, and who stands in. */
export function AbsenceForm({ absence, onClose }: { absence?: Absence; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const mayKeep = useMay('ticket.supervise', 'org.manage');
  const submit = (values: AbsenceBody) =>
    absence
      ? changeAbsence(absence.id, {
          untilAt: values.untilAt,
          substituteId: values.substituteId ?? '',
          giveBack: values.giveBack,
          version: absence.version,
        })
      : addAbsence({ ...values, substituteId: values.substituteId || undefined });
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <FormModal<AbsenceBody>
      title={absence ? t('people:absence.changing', { name: absence.person.name }) : t('people:absence.adding')}
      initial={
        absence
          ? { ...absence, staffId: absence.person.id, substituteId: absence.substitute?.id }
          : { staffId: me.id, kind: 'leave', giveBack: true }
      }
      submit={submit}
      touches={[['org']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="staffId" label={t('people:absence.who')} rules={needed}>
          <StaffPicker disabled={absence !== undefined || !mayKeep} ownUnit={me.unit.id} />
        </Form.Item>
        <Form.Item name="kind" label={t('people:absence.kind')} rules={needed}>
          <Select
            disabled={absence !== undefined}
            options={kinds.map((kind) => ({ value: kind, label: t(`people:absence.kinds.${kind}`) }))}
          />
        </Form.Item>
        <Form.Item name="fromAt" label={t('people:absence.from')} rules={needed}>
          <DateTimeInput disabled={absence !== undefined} />
        </Form.Item>
        <Form.Item name="untilAt" label={t('people:absence.until')} rules={needed}>
          <DateTimeInput future />
        </Form.Item>
      </div>
      <Form.Item noStyle dependencies={['staffId']}>
        {({ getFieldValue }) => <Substitute of={getFieldValue('staffId') as string | undefined} />}
      </Form.Item>
      <Form.Item name="giveBack" valuePropName="checked">
        <Checkbox>{t('people:absence.giveBack')}</Checkbox>
      </Form.Item>
      {absence === undefined && (
        <Form.Item name="note" label={t('people:absence.note')} extra={t('people:absence.noteHint')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      )}
    </FormModal>
  );
}

/** Who stands in: the colleagues of the person's unit are offered first. */
function Substitute({ of }: { of?: string }) {
  const { t } = useTranslation();
  const { data: staff = [] } = useQuery(staffQuery({}));
  const unit = staff.find((person) => person.id === of)?.unit.id;
  return (
    <Form.Item name="substituteId" label={t('people:absence.substitute')} extra={t('people:absence.substituteHint')}>
      <StaffPicker ownUnit={unit} except={of} first={{ value: '', label: t('people:absence.nobody') }} allowClear />
    </Form.Item>
  );
}
