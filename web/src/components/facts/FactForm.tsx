import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FactInput, saveFact } from '@/api/facts';
import type { SiteFact } from '@/api/types';
import { DayInput } from '@/components/DayInput';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { useNow } from '@/i18n/now';
import { exactWords } from '@/i18n/time';

const kinds = ['mast', 'power', 'access', 'sight', 'lightning', 'contact', 'other'] as const;

/** Records a fact, or says one anew. */
export default function FactForm({ site, fact, onClose }: { site: string; fact?: SiteFact; onClose: () => void }) {
  const { t } = useTranslation();
  const today = exactWords(useNow()).slice(0, 10);
  const label = (field: string) => t(`facts:field.${field}`);
  const needed = [{ required: true, whitespace: true, message: t('facts:needed') }];
  const initial = fact
    ? { kind: fact.kind, words: fact.words, seenOn: today, validUntil: fact.validUntil, gone: fact.gone }
    : { kind: 'access', seenOn: today };
  return (
    <FormModal<FactInput>
      title={t(fact ? 'facts:change' : 'facts:add')}
      initial={initial}
      submit={(values) => saveFact(site, { ...values, validUntil: values.validUntil || undefined }, fact)}
      touches={[['customers', 'facts', site]]}
      done={t('facts:saved')}
      onClose={onClose}
    >
      <Form.Item name="kind" label={label('kind')}>
        <Select options={kinds.map((value) => ({ value, label: t(`facts:kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="words" label={label('words')} rules={needed}>
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
      <FieldPair>
        <Form.Item name="seenOn" label={label('seenOn')}>
          <DayInput />
        </Form.Item>
        <Form.Item name="validUntil" label={label('validUntil')} extra={t('facts:untilHint')}>
          <DayInput />
        </Form.Item>
      </FieldPair>
      {fact && (
        <Form.Item name="gone" valuePropName="checked">
          <Checkbox>{label('gone')}</Checkbox>
        </Form.Item>
      )}
    </FormModal>
  );
}
