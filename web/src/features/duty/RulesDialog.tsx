import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DutyKind, Roster } from '@/api/types';
import { FormModal } from '@/components/FormModal';
import { saveRules, touches } from './api';
import styles from './Duty.module.css';

interface Values {
  restHours: number;
  nightsMost: number;
  approve: boolean;
  kinds: (Omit<DutyKind, 'counted'> & { hoursCounted: number })[];
}

const colours = ['blue', 'green', 'amber', 'violet', 'red', 'grey'] as const;

/** A unit's shifts, and what its roster must keep to. */
export function RulesDialog({ roster, onClose }: { roster: Roster; onClose: () => void }) {
  const { t } = useTranslation();
  const { rules, unit } = roster;
  const kinds = roster.kinds.filter((kind) => !kind.retired);
  const submit = (values: Values) =>
    saveRules(unit.id, {
      unitId: unit.id,
      restHours: values.restHours,
      nightsMost: values.nightsMost,
      approve: values.approve,
      version: rules.version,
      kinds: values.kinds.map(({ hoursCounted, ...kind }) => ({
        id: kind.id,
        name: kind.name,
        post: kind.post ?? '',
        hours: kind.hours,
        colour: kind.colour,
        counted: Math.round(hoursCounted * 60),
        night: kind.night ?? false,
        minimum: kind.minimum ?? 0,
        phone: kind.phone ?? '',
        retired: false,
      })),
    });
  return (
    <FormModal<Values>
      title={t('duty:rulesTitle', { unit: unit.name })}
      width={980}
      initial={{ ...rules, kinds: kinds.map((kind) => ({ ...kind, hoursCounted: kind.counted / 60 })) }}
      submit={submit}
      touches={touches}
      done={t('duty:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="restHours" label={t('duty:rest')} extra={t('duty:zero')}>
          <InputNumber min={0} max={72} precision={0} />
        </Form.Item>
        <Form.Item name="nightsMost" label={t('duty:nights')} extra={t('duty:zero')}>
          <InputNumber min={0} max={31} precision={0} />
        </Form.Item>
        <Form.Item name="approve" valuePropName="checked" label={t('duty:swaps')}>
          <Checkbox>{t('duty:approve')}</Checkbox>
        </Form.Item>
      </div>
      <Form.List name="kinds">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <KindRow key={key} name={name} onRemove={() => remove(name)} />
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() =>
                add({
                  name: '',
                  post: '',
                  hours: '',
                  colour: colours[fields.length % colours.length],
                  hoursCounted: 8,
                  night: false,
                  minimum: 1,
                  phone: '',
                })
              }
            >
              {t('duty:addKind')}
            </Button>
          </>
        )}
      </Form.List>
      <p className={styles.quiet}>{t('duty:kindsHint')}</p>
    </FormModal>
  );
}

function KindRow({ name, onRemove }: { name: number; onRemove: () => void }) {
  const { t } = useTranslation();
  const needed = [{ required: true, whitespace: true, message: t('duty:fillIn') }];
  return (
    <fieldset className={styles.kind} aria-label={t('duty:kind', { n: name + 1 })}>
      <Form.Item name={[name, 'name']} label={t('duty:name')} rules={needed}>
        <Input autoComplete="off" maxLength={20} />
      </Form.Item>
      <Form.Item name={[name, 'post']} label={t('duty:post')}>
        <Input autoComplete="off" maxLength={30} />
      </Form.Item>
      <Form.Item name={[name, 'hours']} label={t('duty:time')} rules={needed}>
        <Input autoComplete="off" placeholder="20:00-08:00" maxLength={20} />
      </Form.Item>
      <Form.Item name={[name, 'hoursCounted']} label={t('duty:counted')}>
        <InputNumber min={0} max={24} step={0.5} />
      </Form.Item>
      <Form.Item name={[name, 'minimum']} label={t('duty:minimum')}>
        <InputNumber min={0} max={99} precision={0} />
      </Form.Item>
      <Form.Item name={[name, 'colour']} label={t('duty:colour')}>
        <Select
          options={colours.map((value) => ({
            value,
            label: <span className={`${styles.mark} ${styles[value]}`}>{t(`duty:colours.${value}`)}</span>,
          }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'phone']} label={t('duty:phone')}>
        <Input autoComplete="off" maxLength={30} inputMode="tel" />
      </Form.Item>
      <Form.Item name={[name, 'night']} valuePropName="checked" label={t('duty:night')}>
        <Checkbox aria-label={t('duty:night')} />
      </Form.Item>
      <Button
        type="text"
        icon={<MinusCircleOutlined />}
        aria-label={t('duty:dropKind', { n: name + 1 })}
        onClick={onRemove}
      />
    </fieldset>
  );
}
