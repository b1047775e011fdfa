import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import { unitsQuery } from '@/api/org';
import { useMay } from '@/api/session';
import type { Unit, UnitKind } from '@/api/types';
import { CodeSelect } from '@/components/CodeSelect';
import { DataTable } from '@/components/DataTable';
import { FormModal } from '@/components/FormModal';
import { Page, Panel } from '@/components/Page';
import { MovePreview } from '@/components/people/MovePreview';
import { UnitRules } from '@/components/people/UnitRules';
import { UnitPicker } from '@/components/pickers';
import { ErrorState, LoadingState } from '@/components/states';
import { addUnit, below, changeUnit, treeRows, type UnitRow, unitKinds } from './org';
import styles from './Settings.module.css';

type Open = { change?: Unit; under?: Unit };

/** The organisation tree, and which unit answers for which link of the chain. */
export function UnitsPage() {
  const { t } = useTranslation();
  const may = useMay('org.manage');
  const { data: units, error, refetch } = useQuery(unitsQuery);
  const [open, setOpen] = useState<Open>();
  const [ruled, setRuled] = useState<Unit>();
  return (
    <Page
      title={t('settings:units.title')}
      extra={may && <Button onClick={() => setOpen({})}>{t('settings:units.add')}</Button>}
    >
      <p className={styles.intro}>{t('settings:units.intro')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && units === undefined && <LoadingState rows={12} />}
      {units !== undefined && <Tree units={units} onOpen={may ? setOpen : undefined} onRules={setRuled} />}
      {ruled && <UnitRules unit={ruled} onClose={() => setRuled(undefined)} />}
      {open && units && <UnitForm open={open} units={units} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

interface TreeProps {
  units: Unit[];
  onOpen?: (open: Open) => void;
  onRules: (unit: Unit) => void;
}

function Tree({ units, onOpen, onRules }: TreeProps) {
  const { t } = useTranslation();
  const names = useNames();
  const rows = useMemo(() => treeRows(units), [units]);
  return (
    <Panel>
      <DataTable<UnitRow>
        rowKey="id"
        pagination={false}
        dataSource={rows}
        expandable={{ defaultExpandAllRows: true, indentSize: 20 }}
        columns={[
          { title: t('settings:units.name'), dataIndex: 'name' },
          {
            title: t('settings:units.kind'),
            key: 'kind',
            width: 110,
            render: (_, row) => t(`settings:unitKind.${row.kind}`),
          },
          {
            title: t('settings:units.links'),
            key: 'links',
            render: (_, row) => (
              <span className={styles.tags}>
                {row.links.map((link) => (
                  <span key={link} className={styles.tag}>
                    {names.of('links', link)}
                  </span>
                ))}
              </span>
            ),
          },
          ...(onOpen
            ? [
                {
                  title: t('settings:actions'),
                  key: 'actions',
                  className: styles.actionsCell,
                  align: 'right' as const,
                  width: 250,
                  render: (_: unknown, row: UnitRow) =>
                    row.kind !== 'imported' && (
                      <span className={styles.actions}>
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onRules(row)}
                          aria-label={`${t('people:rules.open')}: ${row.name}`}
                        >
                          {t('people:rules.open')}
                        </Button>
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onOpen({ change: row })}
                          aria-label={`${t('settings:change')}: ${row.name}`}
                        >
                          {t('settings:change')}
                        </Button>
                        <Button
                          size="small"
                          type="text"
                          onClick={() => onOpen({ under: row })}
                          aria-label={`${t('settings:units.under')}: ${row.name}`}
                        >
                          {t('settings:units.under')}
                        </Button>
                      </span>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

interface Values {
  name: string;
  parentId?: string;
  kind: UnitKind;
  links?: string[];
}

function UnitForm({ open, units, onClose }: { open: Open; units: Unit[]; onClose: () => void }) {
  const { t } = useTranslation();
  const unit = open.change;
  const isTop = unit !== undefined && unit.parentId === null;
  const unfit = useMemo(() => (unit ? below(units, unit.id) : new Set<string>()), [units, unit]);
  const submit = ({ name, parentId, kind, links = [] }: Values) =>
    unit
      ? changeUnit(unit.id, { name, parentId: isTop ? undefined : parentId, links, version: unit.version })
      : addUnit({ name, parentId, kind, links });
  return (
    <FormModal<Values>
      title={unit ? t('settings:units.changing', { name: unit.name }) : t('settings:units.add')}
      initial={unit ? { ...unit } : { kind: 'team', links: [], parentId: open.under?.id }}
      submit={submit}
      touches={[['org']]}
      done={t('settings:saved')}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('settings:units.name')}
        rules={[{ required: true, whitespace: true, message: t('settings:fillIn') }]}
      >
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      {!isTop && (
        <Form.Item
          name="parentId"
          label={t('settings:units.parent')}
          rules={[{ required: true, message: t('settings:fillIn') }]}
        >
          <UnitPicker only={(one) => one.kind !== 'imported' && !unfit.has(one.id)} />
        </Form.Item>
      )}
      {unit && !isTop && (
        <Form.Item noStyle dependencies={['parentId']}>
          {({ getFieldValue }) => {
            const to = getFieldValue('parentId') as string | undefined;
            return (
              to !== undefined &&
              to !== unit.parentId && (
                <Form.Item>
                  <MovePreview unitId={unit.id} parentId={to} />
                </Form.Item>
              )
            );
          }}
        </Form.Item>
      )}
      {unit === undefined && (
        <Form.Item name="kind" label={t('settings:units.kind')}>
          <Select options={unitKinds.map((kind) => ({ value: kind, label: t(`settings:unitKind.${kind}`) }))} />
        </Form.Item>
      )}
      <Form.Item name="links" label={t('settings:units.links')} extra={t('settings:units.linksHint')}>
        <LinksSelect />
      </Form.Item>
    </FormModal>
  );
}

function LinksSelect(props: { id?: string; value?: string[]; onChange?: (links: string[]) => void }) {
  return <CodeSelect list="links" {...(props as object)} mode="multiple" />;
}
