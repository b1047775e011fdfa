import { queryOptions } from '@tanstack/react-query';
import { get, post, put, remove } from '@/api/client';
import { keys } from '@/api/keys';
import type { Items, Phrase, PhraseInput, Variable } from '@/api/types';

export const variablesQuery = queryOptions({
  queryKey: keys.variables,
  queryFn: async ({ signal }) => (await get<Items<Variable>>('/phrases/variables', undefined, signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Makes a phrase, or changes the one given. */
export const savePhrase = (phrase: Phrase | undefined, body: PhraseInput) =>
  phrase === undefined
    ? post<Phrase>('/phrases', body)
    : put<Phrase>(`/phrases/${phrase.id}`, { ...body, version: phrase.version });

export const removePhrase = (id: string) => remove(`/phrases/${id}`);

export const orderPhrases = (ids: string[]) => post<void>('/phrases/order', { ids });

/** The form's own shape of a phrase: a pause in whole hours, and actions that may be left empty. */
export interface PhraseForm {
  scope: Phrase['scope'];
  unitId?: string;
  name: string;
  text?: string;
  writtenAs?: Phrase['writtenAs'];
  priority?: string;
  category?: string;
  tags?: string[];
  clock?: 'pause' | 'resume';
  reason?: string;
  reasonText?: string;
  hours?: number | null;
}

/** A phrase as the form shows it. */
export function formOf(phrase: Phrase): PhraseForm {
  const { pause, resume, priority, category, tags } = phrase.actions;
  return {
    scope: phrase.scope,
    unitId: phrase.unit?.id,
    name: phrase.name,
    text: phrase.text,
    writtenAs: phrase.writtenAs,
    priority,
    category,
    tags,
    clock: pause ? 'pause' : resume ? 'resume' : undefined,
    reason: pause?.reason,
    reasonText: pause?.text,
    hours: pause?.minutes ? pause.minutes / 60 : undefined,
  };
}

/** What the form says, as the API takes it: only what was given. */
export function inputOf(form: PhraseForm): PhraseInput {
  const given = (text: string | undefined) => (text === '' ? undefined : text);
  return {
    scope: form.scope,
    unitId: form.scope === 'unit' ? form.unitId : undefined,
    name: form.name,
    text: form.text ?? '',
    writtenAs: form.writtenAs ?? '',
    actions: {
      priority: given(form.priority),
      category: given(form.category),
      tags: form.tags?.length ? form.tags : undefined,
      resume: form.clock === 'resume' ? true : undefined,
      pause:
        form.clock === 'pause'
          ? {
              reason: form.reason ?? '',
              text: given(form.reasonText),
              minutes: form.hours ? Math.round(form.hours * 60) : undefined,
            }
          : undefined,
    },
  };
}
