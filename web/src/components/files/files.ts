import { ApiError, get, post, put } from '@/api/client';
import type { Attachment } from '@/api/types';

/** Who may see a file: the customer too, or only colleagues. */
export type Audience = 'public' | 'internal';

export const contentAddress = ({ id }: Attachment) => `/api/v1/attachments/${id}/content`;
export const pictureAddress = ({ id }: Attachment) => `/api/v1/attachments/${id}/content?inline=true`;

/** As much as is sent at once: what a broken link can lose. */
export const partSize = 512 * 1024;

const waits = [1, 2, 5, 10, 20, 30];

export interface UploadOptions {
  ticketId: string;
  audience: Audience;
  signal: AbortSignal;
  /** Told after every part how much of the file is there. */
  onProgress: (received: number) => void;
  /** Seconds to wait before another try; for tests. */
  sleep?: (seconds: number) => Promise<void>;
}

/**
 * Sends a file part by part. A broken link is waited for; the same file chosen again after a reload goes on where
 * it stopped. What the server refuses is thrown as its ApiError.
 */
export async function upload(file: File, options: UploadOptions): Promise<Attachment> {
  const kept = `xingfu.upload.${options.ticketId}.${options.audience}.${file.name}.${file.size}.${file.lastModified}`;
  let state = (await known(localStorage.getItem(kept))) ?? (await patiently(() => begin(file, options), options));
  localStorage.setItem(kept, state.id);
  while (!state.whole) {
    options.onProgress(state.received);
    state = await patiently(() => sendPart(file, state), options);
  }
  localStorage.removeItem(kept);
  options.onProgress(state.received);
  return state;
}

const begin = (file: File, { ticketId, audience }: UploadOptions) =>
  post<Attachment>(`/tickets/${ticketId}/attachments`, { name: file.name, size: file.size, audience });

async function known(id: string | null): Promise<Attachment | undefined> {
  if (id === null) return undefined;
  try {
    return await get<Attachment>(`/attachments/${id}`);
  } catch (error) {
    if (error instanceof ApiError && error.status !== 0) return undefined; // swept, or not ours
    throw error;
  }
}

/** Sends the next part; where another has been faster, its state is taken. */
async function sendPart(file: File, { id, received }: Attachment): Promise<Attachment> {
  try {
    return await put<Attachment>(`/attachments/${id}/parts/${received}`, file.slice(received, received + partSize));
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) {
      const state = await get<Attachment>(`/attachments/${id}`);
      if (state.received > received) return state;
    }
    throw error;
  }
}

/** Tries again while the link or the server is away. */
async function patiently<T>(send: () => Promise<T>, { signal, sleep = pause }: UploadOptions): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      const away = error instanceof ApiError && [0, 502, 503, 504].includes(error.status);
      if (!away) throw error;
      await sleep(waits[Math.min(tries, waits.length - 1)] as number);
    }
  }
}

const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/** A size as people read it: 1.2 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
