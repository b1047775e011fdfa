import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type SyntheticEvent, useRef } from 'react';
import '@/i18n/calendar';
import { exactWords, instantOf } from '@/i18n/time';
import { isInstant, typedInstant } from '@/i18n/typed';

export interface DateTimeInputProps {
  /** An instant, RFC 3339; or what somebody typed that means none. */
  value?: string | null;
  /** Gives the instant, or what was typed where it means none: the form says so, nothing is dropped. */
  onChange?: (value: string | undefined) => void;
  id?: string;
  placeholder?: string;
  disabled?: boolean;
  future?: boolean;
}

/** How a date and time may be typed; the first is how they are shown. */
const formats = ['YYYY-MM-DD HH:mm', 'YYYY-M-D H:mm', 'YYYY/M/D H:mm', 'YYYY年M月D日 H:mm'];

const instantAt = (day: Dayjs) => instantOf(day.format('YYYY-MM-DDTHH:mm')).toISOString();

/** The calendar behind DateTimeInput, which loads it when it is first needed. */
export function DateTimePicker({ value, onChange, future = false, placeholder, ...props }: DateTimeInputProps) {
  const box = useRef<HTMLSpanElement>(null);
  /** What was typed since the last choice. */
  const typed = useRef<{ text: string; taken: boolean }>(undefined);
  const known = useKnown(value);
  const words = value && !isInstant(value) ? value : undefined;

  const take = () => {
    if (typed.current === undefined || typed.current.taken) return;
    typed.current.taken = true;
    const { text } = typed.current;
    const next = text === '' ? undefined : (typedInstant(text)?.toISOString() ?? text);
    if (next !== (value ?? undefined)) onChange?.(next);
  };
  /** The calendar hangs elsewhere in the document: a choice there counts more than what was typed before. */
  const forget = (event: SyntheticEvent) => {
    if (!box.current?.contains(event.target as Node)) typed.current = undefined;
  };
  const choose = (day: Dayjs | null) => {
    // The calendar keeps the last words that made a date; what was typed after that is what is meant.
    if (day !== null && typed.current !== undefined) return;
    typed.current = undefined;
    onChange?.(day === null ? undefined : instantAt(day));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what is typed in the input within
    <span
      ref={box}
      onInput={(event) => {
        if (event.target instanceof HTMLInputElement) typed.current = { text: event.target.value.trim(), taken: false };
      }}
      onMouseDown={forget}
      onKeyDownCapture={(event) => (event.key === 'Enter' ? take() : forget(event))}
      onBlurCapture={take}
    >
      <DatePicker
        {...props}
        style={{ width: '100%' }}
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format={formats}
        placeholder={words ?? placeholder}
        status={words === undefined ? undefined : 'error'}
        needConfirm={false}
        preserveInvalidOnBlur
        value={known}
        disabledDate={future ? (day) => day.isBefore(dayjs(exactWords(new Date())), 'day') : undefined}
        onChange={choose}
      />
    </span>
  );
}

/** The date of a value. While words stand in the field it keeps its last one, so that they are not wiped. */
function useKnown(value: string | null | undefined): Dayjs | null {
  const last = useRef<Dayjs | null>(null);
  if (!value) last.current = null;
  else if (isInstant(value)) last.current = dayjs(exactWords(new Date(value)));
  return last.current;
}
