import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import '@/i18n/calendar';

interface DayInputProps {
  /** A day as 2026-11-23; empty: none. */
  value?: string | null;
  onChange?: (day: string | undefined) => void;
  id?: string;
  /** Its name and what stands in it while it is empty, where no label does. */
  label?: string;
}

/** How a day may be typed; the first is how it is shown. */
const formats = ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'];

/** Chooses a day, by typing or in a calendar. Only for windows that are loaded when they are needed. */
export function DayInput({ value, onChange, label, ...props }: DayInputProps) {
  return (
    <DatePicker
      {...props}
      {...(label !== undefined && { 'aria-label': label, placeholder: label })}
      format={formats}
      style={{ width: '100%' }}
      value={value ? dayjs(value) : null}
      // Enter takes the day; it does not send the form with a half-read one.
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      onChange={(day) => onChange?.(day?.format('YYYY-MM-DD'))}
    />
  );
}
