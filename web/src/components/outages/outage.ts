import type { Language, Outage } from '@/api/types';

interface Both {
  zh: string;
  en: string;
}

/** A text in a language; Chinese where there is none in English. */
export const inLanguage = (text: Both, language: Language): string =>
  (language === 'en' && text.en !== '' ? text.en : text.zh) || text.en;

/** All beams, gateways and satellites of an outage, as people write them. */
export const wayNames = ({ ways }: Pick<Outage, 'ways'>): string[] => [
  ...ways.beams,
  ...ways.gateways,
  ...ways.satellites,
];

/** What is going on comes first, then what is to come, then what has passed. */
export function pressing<O extends Pick<Outage, 'state' | 'startsAt'>>(outages: O[]): O[] {
  const order = ['running', 'coming', 'ended', 'withdrawn'];
  const near = (o: O) => (o.state === 'coming' ? 1 : -1) * new Date(o.startsAt).getTime();
  return [...outages].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || near(a) - near(b));
}
