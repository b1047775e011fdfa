import { Checkbox, Form, type FormInstance, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { Check, Code, Handoff, LinkStateCode } from '@/api/types';
import { FormModal } from '../FormModal';
import { finishWith } from './api';
import styles from './HandoffCard.module.css';

interface FinishValues {
  result: string;
  states?: Record<Code, LinkStateCode>;
  /** The items of the checklist that are ticked in this window. */
  ticked?: number[];
  skipped?: string;
}

interface FinishDialogProps {
  handoff: Handoff;
  common: { title: string; okText: string; done: string; touches: string[][]; onClose: () => void };
}

const answers: LinkStateCode[] = ['cleared', 'faulty', 'suspect'];

/** A unit's answer: what it found at each link, what of the checklist is done, and why the rest is not. */
export function FinishDialog({ handoff, common }: FinishDialogProps) {
  const { t } = useTranslation();
  const names = useNames();
  const needed = [{ required: true, whitespace: true, message: t('handoff:required') }];
  const open = handoff.checklist.filter((check) => !check.done);
  return (
    <FormModal<FinishValues>
      {...common}
      submit={({ result, states = {}, ticked, skipped }) =>
        finishWith(handoff, ticked ?? [], {
          result,
          links: handoff.links.map((link) => ({ link, state: states[link] ?? 'unknown' })),
          skipped,
        })
      }
    >
      {(form) => (
        <>
          <Form.Item name="result" label={t('handoff:result')} rules={needed}>
            <Input.TextArea autoFocus autoSize={{ minRows: 3 }} placeholder={t('handoff:resultHint')} />
          </Form.Item>
          {handoff.links.map((link) => (
            <Form.Item
              key={link}
              name={['states', link]}
              label={names.of('links', link)}
              rules={[{ required: true, message: t('handoff:choose') }]}
            >
              <Radio.Group
                optionType="button"
                options={answers.map((state) => ({ value: state, label: t(`components:state.${state}`) }))}
              />
            </Form.Item>
          ))}
          {open.length > 0 && <OpenChecks open={open} form={form} />}
        </>
      )}
    </FormModal>
  );
}

/** What nobody has ticked yet: tick it here, or say why it was left out. */
function OpenChecks({ open, form }: { open: Check[]; form: FormInstance<FinishValues> }) {
  const { t } = useTranslation();
  const ticked = Form.useWatch('ticked', form) ?? [];
  const left = open.filter((check) => !ticked.includes(check.pos)).length;
  return (
    <>
      <Form.Item name="ticked" label={t('handoff:openChecks')}>
        <Checkbox.Group
          className={styles.boxes}
          options={open.map((check) => ({ value: check.pos, label: check.text }))}
        />
      </Form.Item>
      {left > 0 && (
        <Form.Item
          name="skipped"
          label={t('handoff:whySkipped', { count: left })}
          rules={[{ required: true, whitespace: true, message: t('handoff:needSkipped') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} placeholder={t('handoff:skippedHint')} />
        </Form.Item>
      )}
    </>
  );
}
