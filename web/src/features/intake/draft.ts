import type { Catalogue, Code, Field, Intake } from '@/api/types';
import { newKey } from '@/components/newKey';

/** What has been typed of a matter that is not filed yet. */
export interface Draft {
  /** The idempotency key: filing the same draft again gives the same ticket. */
  key: string;
  /** The number or name by which the caller was looked for. */
  number: string;
  customerId: string;
  /** Empty: somebody who is not among the customer's contacts, or not asked yet. */
  contactId: string;
  /** Several contacts may be calling, and nobody has said which. */
  contactOpen: boolean;
  contactName: string;
  contactPhone: string;
  terminalId: string;
  /** The ticket that the matter is about, as a complaint is; empty: none. */
  aboutId: string;
  aboutNumber: string;
  /** The customer's special note has been read. */
  acknowledged: boolean;
  kind: Code;
  category: Code;
  priority: Code;
  channel: Code;
  subject: string;
  description: string;
  /** What the kinds ask for, by field. Kept when the kind changes, sent only where the kind asks for it. */
  details: Record<Code, string>;
  /** When it was last changed, as milliseconds; 0 before that. */
  changedAt: number;
}

export function newDraft(): Draft {
  return {
    key: newKey(),
    number: '',
    customerId: '',
    contactId: '',
    contactOpen: false,
    contactName: '',
    contactPhone: '',
    terminalId: '',
    aboutId: '',
    aboutNumber: '',
    acknowledged: false,
    kind: 'fault',
    category: '',
    priority: '',
    channel: 'phone',
    subject: '',
    description: '',
    details: {},
    changedAt: 0,
  };
}

/** The same matter under a new key, so that it is filed as a ticket of its own. */
export function withNewKey(draft: Draft): Draft {
  return { ...draft, key: newKey() };
}

/** Whether nothing has been typed that would be missed. */
export function isEmpty(draft: Draft): boolean {
  const typed = [
    draft.number,
    draft.customerId,
    draft.contactName,
    draft.contactPhone,
    draft.subject,
    draft.description,
  ];
  return [...typed, ...Object.values(draft.details)].every((text) => text.trim() === '');
}

/** The fields that a kind asks for. */
export function fieldsOf(catalogue: Pick<Catalogue, 'kinds'>, kind: Code): Field[] {
  return catalogue.kinds.find((k) => k.code === kind)?.fields ?? [];
}

/** The categories that belong to a kind. */
export function categoriesOf(catalogue: Pick<Catalogue, 'categories'>, kind: Code): Catalogue['categories'] {
  return catalogue.categories.filter((c) => c.kind === kind);
}

/** The priority that a matter gets when none is chosen. */
export function usualPriority(kind: Code): Code {
  return kind === 'emergency' ? 'urgent' : 'normal';
}

/** What is still missing before the draft can be filed: names of fields as the API gives them. */
export function missingOf(draft: Draft, fields: Field[], mustAcknowledge: boolean): string[] {
  const missing: string[] = [];
  if (mustAcknowledge && !draft.acknowledged) missing.push('acknowledged');
  if (draft.contactOpen) missing.push('contactId');
  for (const field of fields) {
    if (field.required && (draft.details[field.code] ?? '').trim() === '') missing.push(`details.${field.code}`);
  }
  if (draft.subject.trim() === '') missing.push('subject');
  if (draft.description.trim() === '') missing.push('description');
  return missing;
}

/** The draft as a note on a ticket that there is already; empty while nothing is said. */
export function toNote(draft: Draft): string {
  const said = [draft.subject, draft.description].map((text) => text.trim()).filter((text) => text !== '');
  const who = [draft.contactName, draft.contactPhone].map((text) => text.trim()).filter((text) => text !== '');
  if (said.length > 0 && who.length > 0) said.push(who.join(' '));
  return said.join('\n');
}

/** The draft as the API takes it: only what was given, and only the fields that the kind asks for. */
export function toIntake(draft: Draft, catalogue: Pick<Catalogue, 'kinds' | 'categories'>): Intake {
  const details: Record<Code, string> = {};
  for (const field of fieldsOf(catalogue, draft.kind)) {
    const value = (draft.details[field.code] ?? '').trim();
    if (value !== '') details[field.code] = value;
  }
  const category = categoriesOf(catalogue, draft.kind).some((c) => c.code === draft.category) ? draft.category : '';
  const given = (text: string) => (text.trim() === '' ? undefined : text.trim());
  return {
    kind: draft.kind,
    subject: draft.subject.trim(),
    description: draft.description.trim(),
    channel: draft.channel,
    customerId: given(draft.customerId),
    contactId: given(draft.contactId),
    contactName: given(draft.contactName),
    contactPhone: given(draft.contactPhone),
    terminalId: given(draft.terminalId),
    aboutId: given(draft.aboutId),
    category: given(category),
    priority: draft.priority === '' ? usualPriority(draft.kind) : draft.priority,
    details: Object.keys(details).length > 0 ? details : undefined,
  };
}
