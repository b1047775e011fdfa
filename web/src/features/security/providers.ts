import type { Provider } from '@/api/types';

/** A provider that is to be made. */
export const newProvider = (kind: 'oidc' | 'directory'): Provider => ({
  id: '',
  zh: '',
  en: '',
  enabled: true,
  linksByName: false,
  makesStaff: false,
  grants: [],
  version: 0,
  hasSecret: false,
  outside: false,
  people: 0,
  ...(kind === 'oidc' ? { oidc: { issuer: '', clientId: '' } } : { directory: { address: '', base: '' } }),
});

/** What the form says, as the server takes it: texts that are empty are not said. */
export function fromProviderForm(values: Partial<Provider>, provider: Provider): Provider {
  const said = { ...provider, ...values };
  const asked = (part?: object) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== '' && value !== undefined));
  return {
    ...said,
    en: said.en || said.zh,
    home: said.home || undefined,
    secret: said.secret || undefined,
    grants: said.grants ?? [],
    oidc: provider.oidc && (asked(values.oidc) as Provider['oidc']),
    directory: provider.directory && (asked(values.directory) as Provider['directory']),
  };
}
