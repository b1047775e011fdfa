import type { Terminal } from '@/api/types';

/** What a terminal is called: its number, or another identifier where it has none. */
export const terminalName = ({ number, serial, imei, sim, model }: Terminal): string =>
  number || serial || imei || sim || model;
