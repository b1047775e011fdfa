import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { saveOutage, waysQuery } from '@/api/outages';
import type { Outage, OutageDetails, OutageInput } from '@/api/types';
import { DateTimeInput } from '@/components/DateTimeInput';
import { FieldPair } from '@/components/FieldPair';
import { FormModal } from '@/components/FormModal';
import { inLanguage } from '@/components/outages/outage';
import { useLanguage } from '@/i18n/language';

interface OutageFormProps {
  /** The outage that is updated; without it a new one is declared. */
  outage?: Outage;
  /** Only the words and the moment at which it was over. */
  ending?: boolean;
  onDone?: (outage: OutageDetails) => void;
  onClose: () => void;
}

/** What is said of an outage, as it is sent: all of it. */
export const inputOf = ({
  kind,
  ways,
  area,
  words,
  internal,
  startsAt,
  expectedEnd,
  endedAt,
}: Outage): OutageInput => ({
  kind,
  ways,
  area,
  words,
  internal,
  startsAt,
  ...(expectedEnd && { expectedEnd }),
  ...(endedAt && { endedAt }),
});

const nothing = { zh: '', en: '' };

/** Declares an outage, updates it, or says that it is over. */
export function OutageForm({ outage, ending = false, onDone, onClose }: OutageFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const area = outage ? inLanguage(outage.area, language) : '';
  const before = outage && inputOf(outage);
  const now = new Date().toISOString();
  const title = ending ? t('outages:ending', { area }) : outage ? t('outages:change', { area }) : t('outages:declare');
  const initial = before
    ? { ...before, ...(ending && { endedAt: now }) }
    : {
        kind: 'outage',
        startsAt: now,
        ways: { beams: [], gateways: [], satellites: [] },
        area: nothing,
        words: nothing,
      };
  return (
    <FormModal<OutageInput, OutageDetails>
      title={title}
      okText={ending ? t('outages:end') : undefined}
      width={680}
      initial={initial}
      submit={(values) => {
        const { expectedEnd, endedAt, ...all } = { ...before, ...values };
        return saveOutage(
          { ...all, ...(expectedEnd && { expectedEnd }), ...(endedAt && { endedAt }) } as OutageInput,
          outage,
        );
      }}
      touches={[['outages'], ['customers', 'overview']]}
      done={t('outages:saved')}
      onDone={onDone}
      onClose={onClose}
    >
      {!ending && <Facts />}
      <Words />
      {ending && <Moment name="endedAt" needed />}
    </FormModal>
  );
}

function useLabel() {
  const { t } = useTranslation();
  return {
    label: (field: string) => t(`outages:field.${field}`),
    needed: [{ required: true, whitespace: true, message: t('outages:needed') }],
  };
}

function Facts() {
  const { t } = useTranslation();
  const { label, needed } = useLabel();
  const { data: known } = useQuery(waysQuery);
  return (
    <>
      <Form.Item name="kind" label={label('kind')}>
        <Radio.Group
          options={(['outage', 'planned'] as const).map((value) => ({ value, label: t(`outages:kind.${value}`) }))}
        />
      </Form.Item>
      <FieldPair>
        {(['beams', 'gateways', 'satellites'] as const).map((sort) => (
          <Form.Item key={sort} name={['ways', sort]} label={label(sort)} tooltip={t('outages:waysHint')}>
            <Select mode="tags" options={(known?.[sort] ?? []).map((value) => ({ value, label: value }))} />
          </Form.Item>
        ))}
      </FieldPair>
      <FieldPair>
        <Form.Item name={['area', 'zh']} label={label('areaZh')} rules={needed}>
          <Input maxLength={100} placeholder={t('outages:areaHint')} />
        </Form.Item>
        <Form.Item name={['area', 'en']} label={label('areaEn')}>
          <Input maxLength={100} />
        </Form.Item>
        <Moment name="startsAt" needed />
        <Moment name="expectedEnd" hint={t('outages:endHint')} />
      </FieldPair>
    </>
  );
}

function Words() {
  const { t } = useTranslation();
  const { label, needed } = useLabel();
  const rows = { minRows: 2, maxRows: 8 };
  return (
    <>
      <Form.Item name={['words', 'zh']} label={label('wordsZh')} rules={needed}>
        <Input.TextArea autoSize={rows} maxLength={1000} placeholder={t('outages:wordsHint')} />
      </Form.Item>
      <Form.Item name={['words', 'en']} label={label('wordsEn')}>
        <Input.TextArea autoSize={rows} maxLength={1000} />
      </Form.Item>
      <Form.Item name="internal" label={label('internal')}>
        <Input.TextArea autoSize={rows} maxLength={1000} />
      </Form.Item>
    </>
  );
}

function Moment({
  name,
  needed = false,
  hint,
}: {
  name: 'startsAt' | 'expectedEnd' | 'endedAt';
  needed?: boolean;
  hint?: string;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={name}
      label={t(`outages:field.${name}`)}
      rules={needed ? [{ required: true, message: t('outages:needed') }] : []}
      extra={hint}
    >
      <DateTimeInput />
    </Form.Item>
  );
}
