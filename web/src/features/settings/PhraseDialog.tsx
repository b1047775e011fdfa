import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/api/org';
import { useMe } from '@/api/session';
import type { Phrase } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { FormModal } from '@/components/FormModal';
import { TagSelect } from '@/components/TagSelect';
import { useLanguage } from '@/i18n/language';
import { formOf, inputOf, type PhraseForm, savePhrase, variablesQuery } from './phrases';
import styles from './Settings.module.css';

/** The scopes that somebody may make phrases for. */
export function scopesFor(may: { writes: boolean; supervises: boolean; rules: boolean }): Phrase['scope'][] {
  const scopes: Phrase['scope'][] = [];
  if (may.writes) scopes.push('own');
  if (may.supervises) scopes.push('unit');
  if (may.rules) scopes.push('all');
  return scopes;
}

interface DialogProps {
  phrase?: Phrase;
  scopes: Phrase['scope'][];
  onClose: () => void;
}

/** Makes a phrase or macro, or changes one. */
export function PhraseDialog({ phrase, scopes, onClose }: DialogProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { data: units = [] } = useQuery(unitsQuery);
  const clocks = (['pause', 'resume'] as const).map((value) => ({
    value,
    label: t(`settings:phrases.clock.${value}`),
  }));
  const kinds = (['', 'reply', 'note'] as const).map((value) => ({
    value,
    label: t(`settings:phrases.as.${value || 'either'}`),
  }));
  return (
    <FormModal<PhraseForm>
      title={phrase ? t('settings:phrases.changing', { name: phrase.name }) : t('settings:phrases.add')}
      width={720}
      initial={phrase ? { ...formOf(phrase) } : { scope: scopes[0], unitId: me.unit.id, writtenAs: '' }}
      submit={(values) => savePhrase(phrase, inputOf(values))}
      touches={[['phrases'], ['tickets', 'filled']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      {(form) => (
        <>
          <div className={styles.pair}>
            <Form.Item
              name="name"
              label={t('settings:phrases.name')}
              rules={[{ required: true, whitespace: true, message: t('settings:fillIn') }]}
            >
              <Input autoFocus autoComplete="off" maxLength={40} />
            </Form.Item>
            <Form.Item name="scope" label={t('settings:phrases.scope')}>
              <Select options={scopes.map((value) => ({ value, label: t(`settings:phrases.of.${value}`) }))} />
            </Form.Item>
            <Form.Item noStyle dependencies={['scope']}>
              {({ getFieldValue }) =>
                getFieldValue('scope') === 'unit' && (
                  <Form.Item name="unitId" label={t('settings:phrases.unit')}>
                    <Select
                      showSearch={{ optionFilterProp: 'label' }}
                      options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
                    />
                  </Form.Item>
                )
              }
            </Form.Item>
            <Form.Item name="writtenAs" label={t('settings:phrases.writtenAs')}>
              <Select options={kinds} />
            </Form.Item>
          </div>
          <Form.Item
            name="text"
            label={t('settings:phrases.text')}
            extra={
              <Variables
                onChoose={(word) => form.setFieldValue('text', `${form.getFieldValue('text') ?? ''}${word}`)}
              />
            }
          >
            <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
          </Form.Item>
          <p className={styles.quiet}>{t('settings:phrases.actionsHint')}</p>
          <div className={styles.pair}>
            <Form.Item name="priority" label={t('settings:field.priority')}>
              <CodeSelect list="priorities" allowClear placeholder={t('settings:phrases.stays')} />
            </Form.Item>
            <Form.Item name="category" label={t('settings:field.category')}>
              <CodeSelect list="categories" allowClear placeholder={t('settings:phrases.stays')} />
            </Form.Item>
            <Form.Item name="tags" label={t('settings:phrases.tags')}>
              <TagSelect defaultOpen={false} placeholder={t('settings:phrases.stays')} />
            </Form.Item>
            <Form.Item name="clock" label={t('settings:phrases.clockLabel')}>
              <Select allowClear options={clocks} placeholder={t('settings:phrases.stays')} />
            </Form.Item>
          </div>
          <Form.Item noStyle dependencies={['clock']}>
            {({ getFieldValue }) => getFieldValue('clock') === 'pause' && <PauseFields />}
          </Form.Item>
        </>
      )}
    </FormModal>
  );
}

function PauseFields() {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Form.Item
        name="reason"
        label={t('settings:phrases.reason')}
        rules={[{ required: true, message: t('settings:fillIn') }]}
      >
        <CodeSelect list="pauses" only={(entry) => !('automatic' in entry && entry.automatic === true)} />
      </Form.Item>
      <Form.Item name="hours" label={t('settings:phrases.hours')} extra={t('settings:phrases.hoursHint')}>
        <InputNumber min={0.5} max={8760} step={1} suffix={t('settings:phrases.hourUnit')} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reasonText" label={t('settings:phrases.reasonText')}>
        <Input autoComplete="off" maxLength={500} />
      </Form.Item>
    </div>
  );
}

/** The variables that a phrase may name, each put into the text by a click. */
function Variables({ onChoose }: { onChoose: (word: string) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data = [] } = useQuery(variablesQuery);
  return (
    <div className={styles.variables}>
      <span>{t('settings:phrases.variables')}</span>
      {data.map((variable) => {
        const word = `{{${language === 'zh' ? variable.zh : variable.en}}}`;
        return (
          <button
            key={variable.en}
            type="button"
            className={styles.variable}
            title={language === 'zh' ? variable.means.zh : variable.means.en}
            onClick={() => onChoose(word)}
          >
            {word}
          </button>
        );
      })}
    </div>
  );
}
