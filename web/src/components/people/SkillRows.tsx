import { useQuery } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { skillsQuery, useIn } from '@/api/org';
import styles from './People.module.css';

/** What a person can do, one line a skill, in a form's field `skills`. */
export function SkillRows({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation();
  const say = useIn();
  const { data: skills = [] } = useQuery(skillsQuery);
  const needed = [{ required: true, message: t('settings:fillIn') }];
  return (
    <Form.List name="skills">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.skill}>
              <Form.Item name={[name, 'skill']} rules={needed} noStyle>
                <Select
                  aria-label={t('people:skills.name')}
                  disabled={disabled}
                  options={skills.map((one) => ({ value: one.code, label: say(one), disabled: !one.active }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'level']} rules={needed} noStyle>
                <Select
                  aria-label={t('people:skills.level')}
                  disabled={disabled}
                  options={[1, 2, 3].map((level) => ({ value: level, label: t(`people:skills.levels.${level}`) }))}
                />
              </Form.Item>
              <Button type="text" disabled={disabled} onClick={() => remove(name)}>
                {t('settings:remove')}
              </Button>
            </div>
          ))}
          <Button size="small" disabled={disabled} onClick={() => add({ level: 2 })}>
            {t('people:skills.addOne')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
