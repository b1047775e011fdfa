import { Radio } from 'antd';
import { useNames } from '@/api/catalogue';
import type { Code, Named } from '@/api/types';
import styles from './Intake.module.css';
import { idOf, Labelled } from './Labelled';

interface ChoiceProps {
  name: string;
  label: string;
  options: Named[];
  value: Code;
  onChange: (code: Code) => void;
  required?: boolean;
  wrong?: string;
  /** The word for leaving it open; without it one of the options is always chosen. */
  open?: string;
}

/** One of a few words, all in sight: arrow keys move, the mouse needs one click. */
export function Choice({ name, label, options, value, onChange, required, wrong, open }: ChoiceProps) {
  const names = useNames();
  const words = options.map((option) => ({ value: option.code, label: names.in(option) }));
  return (
    <Labelled name={name} label={label} required={required} wrong={wrong} group>
      <Radio.Group
        id={idOf(name)}
        className={styles.choice}
        name={name}
        role="radiogroup"
        aria-labelledby={`${idOf(name)}-label`}
        optionType="button"
        options={open === undefined ? words : [...words, { value: '', label: open }]}
        value={value}
        onChange={(e) => onChange(String(e.target.value))}
      />
    </Labelled>
  );
}
