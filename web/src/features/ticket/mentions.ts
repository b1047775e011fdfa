import type { Colleague } from '@/api/types';

/** The people whose names stand after an @ in a text. Of two with one name, both are meant. */
export function mentionedIn(text: string, colleagues: Colleague[]): string[] {
  return colleagues.filter(({ name }) => mentions(text, name)).map(({ id }) => id);
}

/** A name ends where it was chosen: the list puts a space after it, and a longer name is another person's. */
const mentions = (text: string, name: string) => `${text} `.includes(`@${name} `) || text.includes(`@${name}\n`);
