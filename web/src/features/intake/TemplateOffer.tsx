import { FormOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { templatesQuery } from '@/api/phrases';
import { useLanguage } from '@/i18n/language';
import type { Draft } from './draft';
import styles from './Intake.module.css';
import { focusField, idOf } from './Labelled';
import { firstAnswer, offerOf, questionsOf } from './template';

/** The category's template: the questions to ask, in sight, and put into the description at the press of a key. */
export function TemplateOffer({ draft, change }: { draft: Draft; change: (part: Partial<Draft>) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data = [] } = useQuery(templatesQuery());
  const template = data.find((one) => one.category === draft.category);
  const offer = offerOf(template, draft, language);
  if (offer === undefined) return null;
  const apply = () => {
    change(offer);
    requestAnimationFrame(() => {
      focusField('description');
      const field = document.getElementById(idOf('description'));
      if (!(field instanceof HTMLTextAreaElement)) return;
      const at = firstAnswer(field.value);
      field.setSelectionRange(at, at);
    });
  };
  return (
    <div className={styles.template}>
      <Button size="small" icon={<FormOutlined />} onClick={apply}>
        {t('intake:useTemplate')}
      </Button>
      <span className={styles.quiet}>{questionsOf(offer.description ?? '') || offer.subject}</span>
    </div>
  );
}
