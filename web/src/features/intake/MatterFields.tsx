import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import type { Field } from '@/api/types';
import { DateTimeInput } from '@/components/DateTimeInput';
import { Choice } from './Choice';
import { categoriesOf, type Draft, fieldsOf, usualPriority } from './draft';
import styles from './Intake.module.css';
import { idOf, Labelled, tied } from './Labelled';
import { TemplateOffer } from './TemplateOffer';
import type { Wrongs } from './useFiling';

interface MatterProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  wrongs: Wrongs;
}

const longest = { subject: 200, description: 20_000 };

/** What the matter is: its kind with the kind's own fields, then what is asked of every matter. */
export function MatterFields({ draft, change, wrongs }: MatterProps) {
  const { t } = useTranslation();
  const names = useNames();
  const catalogue = useCatalogue();
  const categories = categoriesOf(catalogue, draft.kind);
  return (
    <>
      <Choice
        name="kind"
        label={t('intake:kind')}
        options={catalogue.kinds}
        value={draft.kind}
        onChange={(kind) => change({ kind, category: '' })}
        required
        wrong={wrongs.kind}
      />
      {categories.length > 0 && (
        <Choice
          name="category"
          label={t('intake:category')}
          options={categories}
          value={draft.category}
          onChange={(category) => change({ category })}
          wrong={wrongs.category}
          open={t('intake:categoryOpen')}
        />
      )}
      <TemplateOffer draft={draft} change={change} />
      <Labelled name="subject" label={t('intake:subject')} required wrong={wrongs.subject}>
        <Input
          {...tied('subject', wrongs.subject)}
          maxLength={longest.subject}
          autoComplete="off"
          placeholder={draft.category === '' ? t('intake:subjectHint') : names.of('categories', draft.category)}
          value={draft.subject}
          onChange={(e) => change({ subject: e.target.value })}
        />
      </Labelled>
      <Labelled name="description" label={t('intake:description')} required wrong={wrongs.description}>
        <Input.TextArea
          {...tied('description', wrongs.description)}
          maxLength={longest.description}
          autoSize={{ minRows: 4, maxRows: 14 }}
          placeholder={t('intake:descriptionHint')}
          value={draft.description}
          onChange={(e) => change({ description: e.target.value })}
        />
      </Labelled>
      <div className={styles.kindFields}>
        {fieldsOf(catalogue, draft.kind).map((field) => (
          <KindField
            key={`${draft.kind}.${field.code}`}
            field={field}
            value={draft.details[field.code] ?? ''}
            onChange={(value) => change({ details: { ...draft.details, [field.code]: value } })}
            wrong={wrongs[`details.${field.code}`]}
          />
        ))}
      </div>
      <Choice
        name="priority"
        label={t('intake:priority')}
        options={catalogue.priorities}
        value={draft.priority === '' ? usualPriority(draft.kind) : draft.priority}
        onChange={(priority) => change({ priority })}
        wrong={wrongs.priority}
      />
      <Choice
        name="channel"
        label={t('intake:channel')}
        options={catalogue.channels}
        value={draft.channel}
        onChange={(channel) => change({ channel })}
        wrong={wrongs.channel}
      />
    </>
  );
}

interface KindFieldProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
  wrong?: string;
}

/** One thing that a kind asks for, by its type in the catalogue. */
export function KindField({ field, value, onChange, wrong }: KindFieldProps) {
  const { t } = useTranslation();
  const names = useNames();
  const name = `details.${field.code}`;
  if (field.type === 'choice') {
    return (
      <Choice
        name={name}
        label={names.in(field)}
        options={field.options ?? []}
        value={value}
        onChange={onChange}
        required={field.required}
        wrong={wrong}
        open={field.required ? undefined : t('intake:notAsked')}
      />
    );
  }
  const control = {
    ...tied(name, wrong),
    value,
    onChange: (e: { target: { value: string } }) => onChange(e.target.value),
  };
  return (
    <Labelled name={name} label={names.in(field)} required={field.required} wrong={wrong}>
      {field.type === 'text' && <Input.TextArea {...control} autoSize={{ minRows: 1, maxRows: 6 }} />}
      {field.type === 'phone' && <Input {...control} type="tel" autoComplete="off" />}
      {field.type === 'datetime' && (
        <DateTimeInput id={idOf(name)} value={value} onChange={(at) => onChange(at ?? '')} />
      )}
    </Labelled>
  );
}
