import { Alert, type FormInstance } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/client';
import { FormModal } from '@/components/FormModal';
import { listWords, useLanguage } from '@/i18n/language';
import { addPart, changePart, type Kind, type Kinds, readPart, touches } from '../api';
import { differenceOf, fieldsThatDiffer, filledIn, type Values } from './difference';

export interface PartFormProps<K extends Kind> {
  kind: K;
  /** What is changed; absent for something new. */
  part?: Kinds[K];
  customerId: string;
  onClose: () => void;
}

interface FieldsOf<K extends Kind> {
  title: string;
  width?: number;
  /** The fields of the form, of a part as it is. */
  valuesOf: (part: Kinds[K]) => Values;
  /** What something new begins with. */
  blank?: Values;
  /** What is sent for a field that was emptied and is no text. */
  emptied?: Values;
  nameOf: (field: string) => string;
  children: ReactNode | ((form: FormInstance) => ReactNode);
}

/**
 * The window in which a customer or a part of him is made or changed. When somebody else was faster, what was typed
 * stays, it says what the other changed, and saving again writes only what was typed.
 */
export function PartForm<K extends Kind>({
  kind,
  part,
  customerId,
  onClose,
  ...fields
}: PartFormProps<K> & FieldsOf<K>) {
  const { t } = useTranslation();
  const [opened] = useState(part);
  const [seen, setSeen] = useState(part);
  const told = useRef(false);
  const change = async (before: Kinds[K], based: Kinds[K], typed: Values): Promise<Kinds[K]> => {
    const input = differenceOf(fields.valuesOf(before), typed, fields.emptied);
    told.current = false;
    if (Object.keys(input).length === 0) return based;
    try {
      return await changePart(kind, based.id, input, based.version);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isStale) throw error;
      const latest = await readPart(kind, based.id).catch(() => based);
      told.current = latest.version !== based.version;
      setSeen(latest);
      throw error;
    }
  };
  return (
    <FormModal<Values, Kinds[K]>
      title={fields.title}
      width={fields.width}
      initial={opened ? fields.valuesOf(opened) : fields.blank}
      submit={(typed) => (opened && seen ? change(opened, seen, typed) : addPart(kind, customerId, filledIn(typed)))}
      touches={touches}
      done={t('customers:saved')}
      onFail={() => told.current}
      onClose={onClose}
    >
      {(form) => (
        <>
          {opened && seen && seen.version !== opened.version && (
            <Meanwhile fields={fieldsThatDiffer(fields.valuesOf(opened), fields.valuesOf(seen)).map(fields.nameOf)} />
          )}
          {typeof fields.children === 'function' ? fields.children(form) : fields.children}
        </>
      )}
    </FormModal>
  );
}

/** What somebody else has changed since the window was opened, and what one can do. */
function Meanwhile({ fields }: { fields: string[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = listWords(fields.length === 0 ? [t('customers:stale.other')] : fields, language);
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={t('customers:stale.title', { fields: words })}
      description={t('customers:stale.body')}
    />
  );
}

/** The rule of a field that must be filled in. */
export function useNeeded() {
  const { t } = useTranslation();
  return [{ required: true, message: t('customers:needed') }];
}
