import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Roster } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { setDay, touches } from './api';
import styles from './Duty.module.css';
import { cellOf } from './days';

interface DayDialogProps {
  roster: Roster;
  staffId: string;
  day: string;
  onClose: () => void;
}

/** Which shifts a person has on a day. None: the day is free. */
export function DayDialog({ roster, staffId, day, onClose }: DayDialogProps) {
  const { t } = useTranslation();
  const was = cellOf(roster, staffId, day)
    .filter((shift) => shift.state !== 'leaving')
    .map((shift) => shift.kindId);
  const person = roster.people.find((one) => one.id === staffId)?.name ?? '';
  return (
    <FormModal<{ kinds: string[] }>
      title={`${person} · ${day}`}
      width={420}
      initial={{ kinds: was }}
      submit={({ kinds }) => setDay({ unitId: roster.unit.id, staffId, day, kinds, was })}
      touches={touches}
      onClose={onClose}
    >
      <Form.Item name="kinds" label={t('duty:shifts')} extra={t('duty:dayHint')}>
        <Checkbox.Group
          className={styles.choose}
          options={roster.kinds
            .filter((kind) => !kind.retired || was.includes(kind.id ?? ''))
            .map((kind) => ({ value: kind.id ?? '', label: `${kind.name} ${kind.hours}` }))}
        />
      </Form.Item>
    </FormModal>
  );
}
