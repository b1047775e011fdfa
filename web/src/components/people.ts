/** Somebody or a unit to be found by what a person types. */
interface Named {
  name: string;
  /** In pinyin, whole and by initials: "gaoshan gs". */
  spelling: string;
}

/**
 * Whether what is typed finds a name: by its characters, by pinyin, by initials; or by other words that stand with it,
 * such as the unit or the log-in name.
 */
export function isFoundBy(typed: string, { name, spelling }: Named, others: string[] = []): boolean {
  const words = typed.trim().toLowerCase();
  const letters = words.replaceAll(/[\s'’]/g, '');
  return (
    [name, ...others].some((text) => text.toLowerCase().includes(words)) ||
    spelling.split(' ').some((spelled) => spelled !== '' && spelled.startsWith(letters))
  );
}
