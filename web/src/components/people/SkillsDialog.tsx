import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue, useNames } from '@/api/catalogue';
import { skillsQuery, useIn } from '@/api/org';
import type { Skill } from '@/api/types';
import { DataTable } from '@/components/DataTable';
import { FormModal } from '@/components/FormModal';
import { EmptyState, LoadingState } from '@/components/states';
import styles from './People.module.css';
import { type SkillBody, saveSkill } from './people';

/** What people can do, and which categories of matters ask for it. */
export function SkillsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const say = useIn();
  const names = useNames();
  const { data } = useQuery(skillsQuery);
  const [form, setForm] = useState<{ skill?: Skill }>();
  if (form) return <SkillForm skill={form.skill} onClose={() => setForm(undefined)} />;
  return (
    <Modal
      open
      width={680}
      title={t('people:skills.title')}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => setForm({})}>{t('people:skills.add')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>{t('people:skills.intro')}</p>
      {data === undefined ? (
        <LoadingState rows={4} />
      ) : (
        <DataTable<Skill>
          rowKey="code"
          pagination={false}
          dataSource={data}
          rowClassName={(row) => (row.active ? '' : (styles.off ?? ''))}
          locale={{ emptyText: <EmptyState title={t('people:skills.none')} hint={t('people:skills.noneHint')} /> }}
          columns={[
            {
              title: t('people:skills.name'),
              key: 'name',
              render: (_, row) => (
                <>
                  {say(row)} {!row.active && <span className={styles.from}>{t('people:skills.off')}</span>}
                </>
              ),
            },
            {
              title: t('people:skills.categories'),
              key: 'categories',
              render: (_, row) => row.categories.map((code) => names.of('categories', code)).join(' · '),
            },
            {
              title: t('settings:actions'),
              key: 'actions',
              className: styles.actionsCell,
              align: 'right',
              render: (_, row) => (
                <Button
                  size="small"
                  type="text"
                  onClick={() => setForm({ skill: row })}
                  aria-label={`${t('settings:change')}: ${say(row)}`}
                >
                  {t('settings:change')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Modal>
  );
}

function SkillForm({ skill, onClose }: { skill?: Skill; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useIn();
  const names = useNames();
  const catalogue = useCatalogue();
  const needed = [{ required: true, whitespace: true, message: t('settings:fillIn') }];
  return (
    <FormModal<SkillBody & { code: string }>
      title={skill ? t('people:skills.changing', { name: say(skill) }) : t('people:skills.add')}
      initial={skill ? { ...skill } : { active: true, categories: [] }}
      submit={({ code, ...body }) =>
        saveSkill(skill?.code ?? code, { ...body, en: body.en ?? '', version: skill?.version ?? 0 })
      }
      touches={[['org']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Form.Item name="zh" label={t('settings:zh')} rules={needed}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="en" label={t('settings:en')}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name="code"
        label={t('people:skills.code')}
        rules={needed}
        extra={skill ? undefined : t('people:skills.codeHint')}
      >
        <Input autoComplete="off" disabled={skill !== undefined} />
      </Form.Item>
      <Form.Item name="categories" label={t('people:skills.categories')} extra={t('people:skills.categoriesHint')}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={catalogue.categories.map((one) => ({ value: one.code, label: names.in(one) }))}
        />
      </Form.Item>
      <Form.Item name="active" valuePropName="checked" label={t('people:skills.active')}>
        <Switch />
      </Form.Item>
    </FormModal>
  );
}
