import { expect, test } from 'vitest';
import type { LogInRules } from '@/api/types';
import { fromForm, toForm } from './rules';

const rules: LogInRules = {
  password: { least: 12, unlike: 5, days: 0, firstChange: true },
  lock: { failures: 10, within: 15, for: 15 },
  sessions: { idle: 240, hours: 12, most: 0 },
  networks: ['10.0.0.0/8'],
  require: { admin: 'passkey' },
  roleNetworks: { auditor: ['10.1.0.0/16'] },
  breakGlass: '',
  version: 3,
};

test('rules that nobody touches stay as they are', () => {
  expect(fromForm(toForm(rules, ['admin', 'auditor']), rules)).toEqual(rules);
});

test('what is emptied is left out', () => {
  const form = toForm(rules, ['admin', 'auditor']);
  form.require.admin = '';
  form.roleNetworks = { auditor: [] };
  expect(fromForm(form, rules)).toMatchObject({ require: {}, roleNetworks: {} });
});
