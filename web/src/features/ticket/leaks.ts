/** How many characters in a row, spaces aside, make a text the same as that of a note; the server asks by the same. */
const stretch = 12;

const squeezed = (text: string) => text.replace(/\s+/g, '').toLowerCase();

/** The first stretch of a reply that stands in an unsent note too: text that was meant for colleagues. */
export function sharedStretch(reply: string, note: string): string | undefined {
  const [plain, inside] = [[...squeezed(reply)], squeezed(note)];
  for (let i = 0; i + stretch <= plain.length; i++) {
    if (!inside.includes(plain.slice(i, i + stretch).join(''))) continue;
    let end = i + stretch;
    while (end < plain.length && inside.includes(plain.slice(i, end + 1).join(''))) end++;
    return plain.slice(i, end).join('');
  }
  return undefined;
}
