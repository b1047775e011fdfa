import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, type FieldError, post } from '@/api/client';
import type { Catalogue, Ticket } from '@/api/types';
import { type Draft, toIntake } from './draft';
import type { Drafting } from './useIntakeDraft';

/** What is wrong, by field (subject, details.wanted, acknowledged). */
export type Wrongs = Record<string, string>;

/** Sorts what the server found wrong: beside a field of the form, or above the form. */
export function sortErrors(errors: FieldError[], shown: (name: string) => boolean): { fields: Wrongs; rest: string[] } {
  const fields: Wrongs = {};
  const rest: string[] = [];
  for (const { location, message } of errors) {
    const name = location.replace(/^body\./, '');
    if (shown(name)) fields[name] ??= message;
    else rest.push(message);
  }
  return { fields, rest };
}

export interface Filing {
  file: (draft: Draft) => void;
  isFiling: boolean;
  /** What went wrong as a whole; undefined where every fault stands beside its field. */
  failure: unknown;
  /** This draft was filed before, with other words. */
  isFiledBefore: boolean;
  wrongs: Wrongs;
  setWrongs: (wrongs: Wrongs) => void;
}

/** Files a draft. The same draft can be sent again after a lost answer: one ticket is made. */
export function useFiling(
  catalogue: Catalogue,
  drafting: Pick<Drafting, 'hold' | 'release'>,
  shown: (name: string) => boolean,
  onFiled: (ticket: Ticket) => void,
): Filing {
  const client = useQueryClient();
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const mutation = useMutation({
    mutationFn: async (draft: Draft) => {
      await drafting.hold();
      return post<Ticket>('/tickets', toIntake(draft, catalogue), { 'Idempotency-Key': draft.key });
    },
    onSuccess: (ticket) => {
      for (const key of [['tickets'], ['home']]) void client.invalidateQueries({ queryKey: key });
      onFiled(ticket);
    },
    onError: (error) => {
      drafting.release();
      if (error instanceof ApiError) setWrongs(sortErrors(error.fields, shown).fields);
    },
  });
  const error = mutation.error;
  const besideFields =
    error instanceof ApiError && error.fields.length > 0 && sortErrors(error.fields, shown).rest.length === 0;
  return {
    file: mutation.mutate,
    isFiling: mutation.isPending,
    failure: besideFields ? undefined : (error ?? undefined),
    isFiledBefore: error instanceof ApiError && error.status === 409,
    wrongs,
    setWrongs,
  };
}
