import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { sentenceOf } from '../states';
import { type Audience, upload } from './files';

/** A file that is on its way. */
export interface Upload {
  key: number;
  name: string;
  size: number;
  received: number;
  audience: Audience;
  stop: () => void;
}

/** Sends files to a ticket, one after the other, and tells how far they are. */
export function useUploads(ticketId: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const line = useRef(Promise.resolve());
  const count = useRef(0);

  const add = (files: Iterable<File>, audience: Audience) => {
    for (const file of files) {
      const key = count.current++;
      const away = new AbortController();
      const one = { key, name: file.name, size: file.size, received: 0, audience, stop: () => away.abort() };
      setUploads((all) => [...all, one]);
      line.current = line.current.then(() => run(file, one, away.signal));
    }
  };

  const run = async (file: File, { key, audience }: Upload, signal: AbortSignal) => {
    const onProgress = (received: number) =>
      setUploads((all) => all.map((u) => (u.key === key ? { ...u, received } : u)));
    try {
      await upload(file, { ticketId, audience, signal, onProgress });
      await client.invalidateQueries({ queryKey: ['tickets'] });
    } catch (error) {
      if (!signal.aborted) void message.error(`${file.name}: ${sentenceOf(error)}`, 6);
    } finally {
      setUploads((all) => all.filter((u) => u.key !== key));
    }
  };

  return { uploads, add };
}
