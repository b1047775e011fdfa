import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { exactWords, instantOf } from '@/i18n/time';

export interface DateTimeInputProps {
  /** An instant, RFC 3339. */
  value?: string | null;
  onChange?: (value: string | undefined) => void;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  future?: boolean;
}

/** The calendar behind DateTimeInput, which loads it when it is first needed. */
export function DateTimePicker({ value, onChange, future = false, ...props }: DateTimeInputProps) {
  const shown = value ? dayjs(exactWords(new Date(value))) : null;
  return (
    <DatePicker
      {...props}
      style={{ width: '100%' }}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
      value={shown}
      disabledDate={future ? (day) => day.isBefore(dayjs(exactWords(new Date())), 'day') : undefined}
      onChange={(picked) => onChange?.(picked ? instantOf(picked.format('YYYY-MM-DDTHH:mm')).toISOString() : undefined)}
    />
  );
}
