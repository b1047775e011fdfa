import type { Code } from './base';

export interface Named {
  code: Code;
  zh: string;
  en: string;
}

export interface Field extends Named {
  type: 'text' | 'choice' | 'datetime' | 'phone';
  required: boolean;
  options?: Named[];
}

export interface Catalogue {
  links: Named[];
  chains: (Named & { links: Code[] })[];
  kinds: (Named & { fields: Field[] | null })[];
  categories: (Named & { kind: Code })[];
  causes: (Named & { link: Code })[];
  pauses: (Named & { automatic?: boolean })[];
  returns: Named[];
  tiers: Named[];
  priorities: Named[];
  channels: Named[];
  areas: Named[];
  products: Named[];
  policies: Named[];
  /** Where tickets came from: xingfu, or the name of an imported log. */
  sources: Named[];
  rules: { urgeMinutes: number; callbackTries: number; callbackAgainMinutes: number; disputeReturns: number };
}
