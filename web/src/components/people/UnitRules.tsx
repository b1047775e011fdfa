import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIn } from '@/api/org';
import { useMay } from '@/api/session';
import type { Unit, UnitSetting } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { useChange } from '@/components/useChange';
import styles from './People.module.css';
import { changeRules, unitRulesQuery } from './people';

/** What holds in a unit, and where each rule comes from: the unit's own value, or that of a unit above it. */
export function UnitRules({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation();
  const may = useMay('rules.manage');
  const { data, error, refetch } = useQuery(unitRulesQuery(unit.id));
  const [changes, setChanges] = useState<Record<string, string | null>>({});
  const save = useChange(() => changeRules(unit.id, changes, data?.version ?? 0), {
    touches: [['org'], ['rules']],
    done: t('settings:saved'),
    onDone: onClose,
  });
  const change = (name: string, value: string | null | undefined) => {
    const { [name]: _, ...rest } = changes;
    setChanges(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <Modal
      open
      width={760}
      title={t('people:rules.title', { name: unit.name })}
      onCancel={onClose}
      mask={{ closable: !may }}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      onOk={() => save.mutate(undefined)}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: Object.keys(changes).length === 0 }}
      {...(!may && { footer: null })}
    >
      <p className={styles.quiet}>{t(may ? 'people:rules.intro' : 'people:rules.readOnly')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={8} />}
      {data !== undefined && (
        <ul className={styles.rules}>
          {data.items.map((setting) => (
            <Rule
              key={setting.name}
              setting={setting}
              changed={changes[setting.name]}
              onChange={may ? (value) => change(setting.name, value) : undefined}
            />
          ))}
        </ul>
      )}
    </Modal>
  );
}

interface RuleProps {
  setting: UnitSetting;
  /** What it is to be; null: as above, undefined: as it is. */
  changed: string | null | undefined;
  onChange?: (value: string | null | undefined) => void;
}

function Rule({ setting, changed, onChange }: RuleProps) {
  const { t } = useTranslation();
  const say = useIn();
  const own = changed === undefined ? setting.own : changed !== null;
  const value = changed ?? (changed === null ? setting.without : setting.value);
  const words = (code: string) => {
    const option = setting.options.find((one) => one.code === code);
    if (option) return say(option);
    return setting.kind === 'number' ? `${code} ${say(setting.measure)}` : code;
  };
  const from = setting.from ? t('people:rules.from', { name: setting.from.name }) : t('people:rules.common');
  const label = say(setting.text);
  return (
    <li>
      <div>
        <strong>{label}</strong>{' '}
        <span className={own ? styles.own : styles.from}>
          {own ? t('people:rules.own') : changed === null ? t('people:rules.letGo') : from}
        </span>
        <div className={styles.quiet}>{say(setting.about)}</div>
      </div>
      <div className={styles.value}>
        {own && onChange ? (
          <Field setting={setting} label={label} value={value} onChange={onChange} />
        ) : (
          <span>{words(value)}</span>
        )}
        {onChange &&
          (own ? (
            <Button
              size="small"
              type="text"
              onClick={() => onChange(setting.own ? null : undefined)}
              title={t('people:rules.would', { value: words(setting.without) })}
              aria-label={`${t('people:rules.letGo')}: ${label}`}
            >
              {t('people:rules.letGo')}
            </Button>
          ) : (
            <Button
              size="small"
              type="text"
              onClick={() => onChange(setting.own && changed === null ? undefined : value)}
              aria-label={`${t('people:rules.set')}: ${label}`}
            >
              {t('people:rules.set')}
            </Button>
          ))}
      </div>
    </li>
  );
}

interface FieldProps {
  setting: UnitSetting;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Field({ setting, label, value, onChange }: FieldProps) {
  const say = useIn();
  if (setting.kind === 'choice') {
    return (
      <Select
        aria-label={label}
        value={value}
        onChange={onChange}
        style={{ width: 180 }}
        options={setting.options.map((one) => ({ value: one.code, label: say(one) }))}
      />
    );
  }
  if (setting.kind === 'number') {
    return (
      <InputNumber
        aria-label={label}
        min={setting.min}
        max={setting.max}
        precision={0}
        value={Number(value)}
        onChange={(n) => n !== null && onChange(String(n))}
        suffix={say(setting.measure)}
        style={{ width: 150 }}
      />
    );
  }
  return (
    <Input
      aria-label={label}
      value={value}
      maxLength={setting.max}
      onChange={(e) => onChange(e.target.value)}
      style={{ width: 180 }}
    />
  );
}
