import type { LogInRules } from '@/api/types';

/** The rules as the form holds them: what a role does not need is nothing, not absent. */
export interface RulesForm extends Omit<LogInRules, 'require' | 'breakGlass' | 'version'> {
  require: Record<string, string>;
  breakGlass?: string;
}

export function toForm(rules: LogInRules, roles: string[]): RulesForm {
  const none = Object.fromEntries(roles.map((role) => [role, '']));
  return { ...rules, require: { ...none, ...rules.require }, breakGlass: rules.breakGlass || undefined };
}

export function fromForm(form: RulesForm, before: LogInRules): LogInRules {
  const require = Object.entries(form.require).filter(([, need]) => need !== '') as [string, 'any' | 'passkey'][];
  const networks = Object.entries(form.roleNetworks ?? {}).filter(([, list]) => list !== undefined && list.length > 0);
  return {
    password: form.password,
    lock: form.lock,
    sessions: form.sessions,
    networks: form.networks ?? [],
    require: Object.fromEntries(require),
    roleNetworks: Object.fromEntries(networks),
    breakGlass: form.breakGlass ?? '',
    version: before.version,
  };
}
