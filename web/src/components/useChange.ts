import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { ApiError } from '@/api/client';
import { NotAllSent } from './sendEach';
import { sentenceOf } from './states';

interface ChangeOptions<In, Out> {
  /** What is read anew afterwards: the first words of query keys. */
  touches: QueryKey[];
  /** Said when it is done. */
  done?: string;
  onDone?: (out: Out, input: In) => void;
  /** Gives true when it has shown the error itself, for example beside a field. */
  onFail?: (error: unknown) => boolean | undefined;
}

/**
 * A change on the server with what belongs to it: what it touches is read anew, success and failure are said in words.
 * After a stale write, or where only a part was done, the latest state is read, so that the person sees what changed.
 */
export function useChange<In, Out>(
  change: (input: In) => Promise<Out>,
  { touches, done, onDone, onFail }: ChangeOptions<In, Out>,
): UseMutationResult<Out, unknown, In> {
  const client = useQueryClient();
  const { message } = App.useApp();
  const refresh = () => Promise.all(touches.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation<Out, unknown, In>({
    mutationFn: change,
    onSuccess: async (out, input) => {
      if (done !== undefined) void message.success(done);
      onDone?.(out, input);
      await refresh();
    },
    onError: (error) => {
      if ((error instanceof ApiError && error.isStale) || error instanceof NotAllSent) void refresh();
      if (onFail?.(error) !== true) void message.error(sentenceOf(error), 6);
    },
  });
}
