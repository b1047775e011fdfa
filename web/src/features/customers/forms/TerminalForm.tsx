import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Site, Terminal } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { goldenFields, goldenUnits } from '../history';
import styles from './Forms.module.css';
import { PartForm, type PartFormProps, useNeeded } from './PartForm';

const identifiers = ['number', 'sim', 'imei', 'serial'] as const;
const equipment = ['maker', 'model', 'modem', 'buc', 'lnb', 'firmware'] as const;
const radio = ['satellite', 'beam', 'gateway', 'antenna'] as const;
const states: Terminal['state'][] = ['active', 'spare', 'faulty', 'retired'];

const valuesOf = ({
  id,
  customerId,
  version,
  createdAt,
  updatedAt,
  siteId,
  siteName,
  antennaM,
  ...known
}: Terminal) => ({
  ...known,
  antennaM: antennaM || undefined,
});

/** Adds a terminal, or puts right what is known of it. */
export function TerminalForm({ sites, ...props }: PartFormProps<'terminal'> & { sites: Site[] }) {
  const { t } = useTranslation();
  const needed = useNeeded();
  const label = (field: string) => t(`customers:field.${field}`);
  const texts = (names: readonly string[]) =>
    names.map((name) => (
      <Form.Item key={name} name={name} label={label(name)}>
        <Input maxLength={60} />
      </Form.Item>
    ));
  return (
    <PartForm
      {...props}
      title={t(props.part ? 'customers:changing.terminal' : 'customers:adding.terminal')}
      width={760}
      blank={{ state: 'active' }}
      valuesOf={valuesOf}
      emptied={{ antennaM: 0, golden: {} }}
      nameOf={label}
    >
      <h3 className={styles.group}>{t('customers:group.identifiers')}</h3>
      <FieldPair>
        <Form.Item name="product" label={label('product')} rules={needed}>
          <CodeSelect list="products" autoFocus={!props.part} />
        </Form.Item>
        {texts(identifiers)}
        {!props.part && (
          <Form.Item name="siteId" label={label('siteId')}>
            <Select allowClear options={sites.map((site) => ({ value: site.id, label: site.name }))} />
          </Form.Item>
        )}
      </FieldPair>
      <h3 className={styles.group}>{t('customers:group.equipment')}</h3>
      <FieldPair>{texts(equipment)}</FieldPair>
      <h3 className={styles.group}>{t('customers:group.radio')}</h3>
      <FieldPair>
        {texts(radio)}
        <Form.Item name="satelliteLon" label={label('satelliteLon')} tooltip={t('customers:field.satelliteLonHint')}>
          <InputNumber style={{ width: '100%' }} min={-180} max={180} step={0.1} />
        </Form.Item>
        <Form.Item name="antennaM" label={label('antennaM')}>
          <InputNumber style={{ width: '100%' }} min={0} max={100} step={0.1} />
        </Form.Item>
      </FieldPair>
      <h3 className={styles.group}>{t('customers:golden.title')}</h3>
      <GoldenFields />
      <h3 className={styles.group}>{t('customers:group.state')}</h3>
      <FieldPair>
        <Form.Item name="state" label={label('state')}>
          <Select options={states.map((value) => ({ value, label: t(`customers:terminalState.${value}`) }))} />
        </Form.Item>
        <Form.Item name="installedOn" label={label('installedOn')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="warrantyUntil" label={label('warrantyUntil')}>
          <DayInput />
        </Form.Item>
      </FieldPair>
      {props.part && <p className={styles.hint}>{t('customers:siteByMove')}</p>}
    </PartForm>
  );
}

/** The settings and readings with which the terminal is known to work, each with its unit. */
function GoldenFields() {
  const { t } = useTranslation();
  const input = (field: (typeof goldenFields)[number]) => {
    const unit = goldenUnits[field];
    if (field === 'on') return <DayInput />;
    if (unit === undefined) return <Input maxLength={field === 'note' ? 200 : 40} />;
    return <InputNumber style={{ width: '100%' }} suffix={unit} />;
  };
  return (
    <FieldPair>
      {goldenFields.map((field) => (
        <Form.Item key={field} name={['golden', field]} label={t(`customers:golden.${field}`)}>
          {input(field)}
        </Form.Item>
      ))}
    </FieldPair>
  );
}
