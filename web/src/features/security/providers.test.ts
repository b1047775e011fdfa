import { describe, expect, it } from 'vitest';
import { fromProviderForm, newProvider } from './providers';

describe('a provider from its form', () => {
  it('says nothing of what was left empty, and keeps what the form does not ask', () => {
    const before = { ...newProvider('oidc'), id: 'corp', version: 3 };
    const after = fromProviderForm(
      { zh: '统一认证', secret: '', home: '', oidc: { issuer: 'https://id.example.com', clientId: 'x', ca: '' } },
      before,
    );
    expect(after).toEqual({
      ...before,
      zh: '统一认证',
      en: '统一认证',
      home: undefined,
      secret: undefined,
      oidc: { issuer: 'https://id.example.com', clientId: 'x' },
      directory: undefined,
    });
  });
});
