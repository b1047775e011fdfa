import { Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '@/api/catalogue';
import { isInstant } from '@/i18n/typed';
import { CodeSelect } from './CodeSelect';
import { DateTimeInput } from './DateTimeInput';
import type { Break } from './handoff/api';

/** Why a clock may stand still. What is undated ends when somebody acts; all else needs a time at which it goes on. */
type PauseReason = ReturnType<typeof useCatalogue>['pauses'][number] & { undated?: boolean };

/** The fields of a pause: why, in words, and when the clock goes on by itself. */
export function BreakFields({ form }: { form: FormInstance<Break> }) {
  const { t } = useTranslation();
  const pauses: PauseReason[] = useCatalogue().pauses;
  const chosen = Form.useWatch('reason', form);
  const undated = pauses.find((reason) => reason.code === chosen)?.undated === true;
  const check = (_rule: unknown, value: string | undefined) => {
    const wrong = wrongTime(value, !undated);
    return wrong === undefined ? Promise.resolve() : Promise.reject(new Error(t(`handoff:resumes.${wrong}`)));
  };
  return (
    <>
      <Form.Item
        name="reason"
        label={t('handoff:pauseReason')}
        rules={[{ required: true, message: t('handoff:choose') }]}
      >
        <CodeSelect list="pauses" only={(entry) => !('automatic' in entry && entry.automatic === true)} autoFocus />
      </Form.Item>
      <Form.Item name="text" label={t('handoff:pauseText')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="resumeAt"
        label={t('handoff:resumeAt')}
        required={!undated}
        extra={undated ? t('handoff:resumes.open') : undefined}
        dependencies={['reason']}
        rules={[{ validator: check }]}
      >
        <DateTimeInput future />
      </Form.Item>
    </>
  );
}

/** What is wrong with a time to resume, by the name of its sentence. */
export function wrongTime(value: string | undefined, needed: boolean, now = new Date()) {
  if (!value) return needed ? 'needed' : undefined;
  if (!isInstant(value)) return 'unclear';
  return new Date(value) > now ? undefined : 'past';
}
