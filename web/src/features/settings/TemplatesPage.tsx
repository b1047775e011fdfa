import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import { templatesQuery } from '@/api/phrases';
import { useMay } from '@/api/session';
import type { Catalogue, Template } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { FormModal } from '@/components/FormModal';
import { Page, Panel } from '@/components/Page';
import { UnitPicker } from '@/components/pickers';
import { ErrorState, LoadingState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import styles from './Settings.module.css';
import { saveTemplate, type TemplateBody } from './templates';

type Category = Catalogue['categories'][number];

const blank = { subjectZh: '', subjectEn: '', descriptionZh: '', descriptionEn: '' };

/** What is offered where a matter is taken in, by category. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const may = useMay('rules.manage');
  const catalogue = useCatalogue();
  const { data: units = [] } = useQuery(unitsQuery);
  const root = units.find((one) => one.parentId === null)?.id ?? '';
  const [unit, setUnit] = useState<string>();
  const { data, error, refetch } = useQuery(templatesQuery(unit ?? root));
  const [form, setForm] = useState<Category>();
  const templateOf = (category: Category) => data?.find((one) => one.category === category.code);
  return (
    <Page
      title={t('app:page.templates')}
      extra={
        <UnitPicker
          allowClear
          style={{ width: 220 }}
          aria-label={t('people:templates.unit')}
          placeholder={t('people:templates.common')}
          only={(one) => one.kind !== 'imported' && one.parentId !== null}
          value={unit}
          onChange={(id?: string) => setUnit(id)}
        />
      }
    >
      <p className={styles.intro}>{t('settings:templates.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingState rows={12} />}
      {data !== undefined && (
        <Panel>
          <DataTable<Category>
            rowKey="code"
            pagination={false}
            dataSource={catalogue.categories}
            columns={[
              { title: t('settings:field.kind'), key: 'kind', render: (_, row) => names.of('kinds', row.kind) },
              { title: t('settings:field.category'), key: 'category', render: (_, row) => names.in(row) },
              {
                title: t('settings:templates.text'),
                key: 'text',
                render: (_, row) => (
                  <>
                    {unit !== undefined && <Origin template={templateOf(row)} unit={unit} />}
                    <TemplateText template={templateOf(row)} language={language} />
                  </>
                ),
              },
              {
                title: t('settings:actions'),
                key: 'actions',
                className: styles.actionsCell,
                align: 'right',
                width: 90,
                render: (_, row) =>
                  may && (
                    <Button
                      size="small"
                      type="text"
                      onClick={() => setForm(row)}
                      aria-label={`${t('settings:change')}: ${names.in(row)}`}
                    >
                      {t('settings:change')}
                    </Button>
                  ),
              },
            ]}
          />
        </Panel>
      )}
      {form && (
        <TemplateForm category={form} unit={unit} template={templateOf(form)} onClose={() => setForm(undefined)} />
      )}
    </Page>
  );
}

/** Whether a template is the unit's own, or which unit's it is. */
function Origin({ template, unit }: { template?: Template; unit: string }) {
  const { t } = useTranslation();
  if (template === undefined) return null;
  const from = template.unit;
  if (from?.id === unit) return <span className={styles.tag}>{t('people:rules.own')}</span>;
  return (
    <span className={styles.tag}>{from ? t('people:rules.from', { name: from.name }) : t('people:rules.common')}</span>
  );
}

/** The subject, and what is asked in one line. */
function TemplateText({ template, language }: { template?: Template; language: 'zh' | 'en' }) {
  const { t } = useTranslation();
  const subject = language === 'zh' ? template?.subjectZh : template?.subjectEn;
  const asked = language === 'zh' ? template?.descriptionZh : template?.descriptionEn;
  if (!subject && !asked) return <span className={styles.quiet}>{t('settings:templates.none')}</span>;
  return (
    <>
      <div>{subject}</div>
      <div className={styles.quiet}>
        {asked
          ?.split('\n')
          .map((line) => line.replace(/[:：]\s*$/, ''))
          .join(' · ')}
      </div>
    </>
  );
}

function TemplateForm({
  category,
  unit,
  template,
  onClose,
}: {
  category: Category;
  /** The unit whose own it is to be. */
  unit?: string;
  template?: Template;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const [letGo, setLetGo] = useState(false);
  const own = unit === undefined || template?.unit?.id === unit;
  const submit = (values: TemplateBody) =>
    saveTemplate(category.code, {
      ...blank,
      ...values,
      unitId: unit,
      letGo: letGo || undefined,
      version: own ? template?.version : undefined,
    });
  const description = <Input.TextArea autoSize={{ minRows: 6, maxRows: 16 }} maxLength={4000} />;
  return (
    <FormModal<TemplateBody>
      title={t('settings:templates.changing', { name: names.in(category) })}
      width={860}
      initial={{ ...blank, ...template }}
      submit={submit}
      touches={[['rules']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <p className={styles.quiet}>{t('settings:templates.hint')}</p>
      {unit !== undefined && own && template && (
        <p>
          <Checkbox checked={letGo} onChange={(e) => setLetGo(e.target.checked)}>
            {t('people:rules.letGo')}
          </Checkbox>
        </p>
      )}
      <div className={styles.pair}>
        <Form.Item name="subjectZh" label={t('settings:templates.subjectZh')}>
          <Input autoFocus autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item name="subjectEn" label={t('settings:templates.subjectEn')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="descriptionZh" label={t('settings:templates.descriptionZh')}>
          {description}
        </Form.Item>
        <Form.Item name="descriptionEn" label={t('settings:templates.descriptionEn')}>
          {description}
        </Form.Item>
      </div>
    </FormModal>
  );
}
