import { Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Terminal } from '@/api/types';
import styles from './Intake.module.css';
import { idOf, Labelled, tied } from './Labelled';

/** Up to this many terminals stand in sight; more are chosen by typing. */
const inSight = 6;

interface TerminalsProps {
  terminals: Terminal[];
  value: string;
  onChange: (id: string) => void;
  wrong?: string;
}

/** Which of the customer's terminals the matter is about. */
export function Terminals({ terminals, value, onChange, wrong }: TerminalsProps) {
  const { t } = useTranslation();
  const names = useNames();
  if (terminals.length === 0) return <div className={styles.quiet}>{t('intake:noTerminals')}</div>;
  const nameOf = (terminal: Terminal) => terminal.number || terminal.serial || terminal.imei || terminal.sim;
  const factsOf = (terminal: Terminal) =>
    [
      names.of('products', terminal.product),
      [terminal.maker, terminal.model].filter(Boolean).join(' '),
      terminal.siteName,
      [terminal.satellite, terminal.beam].filter(Boolean).join(' '),
      terminal.state === 'active' ? '' : t(`intake:terminalState.${terminal.state}`),
    ]
      .filter(Boolean)
      .join(' · ');
  if (terminals.length > inSight) {
    const chosen = terminals.find((one) => one.id === value);
    return (
      <Labelled name="terminalId" label={t('intake:terminal')} wrong={wrong}>
        <Select
          {...tied('terminalId', wrong)}
          className={styles.wide}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('intake:terminalChoose', { count: terminals.length })}
          value={value === '' ? undefined : value}
          onChange={(id?: string) => onChange(id ?? '')}
          options={terminals.map((one) => ({ value: one.id, label: `${nameOf(one)} · ${factsOf(one)}` }))}
        />
        {chosen && <div className={styles.quiet}>{factsOf(chosen)}</div>}
      </Labelled>
    );
  }
  return (
    <Labelled name="terminalId" label={t('intake:terminal')} wrong={wrong} group>
      <Radio.Group
        id={idOf('terminalId')}
        className={styles.terminals}
        name="terminalId"
        role="radiogroup"
        aria-labelledby={`${idOf('terminalId')}-label`}
        value={value}
        onChange={(e) => onChange(String(e.target.value))}
      >
        {terminals.map((one) => (
          <Radio key={one.id} value={one.id}>
            <span className={styles.terminalName}>{nameOf(one)}</span>
            <span className={styles.quiet}>{factsOf(one)}</span>
          </Radio>
        ))}
        <Radio value="">{t('intake:noTerminal')}</Radio>
      </Radio.Group>
    </Labelled>
  );
}
