/** What became of several requests that belong together. */
export interface Outcome<One> {
  sent: One[];
  refused: { one: One; error: unknown }[];
}

/** Some of several requests were refused. What was sent stays sent; only the rest is to be tried again. */
export class NotAllSent<One> extends Error {
  readonly outcome: Outcome<One>;

  constructor(outcome: Outcome<One>) {
    super('not all was sent');
    this.name = 'NotAllSent';
    this.outcome = outcome;
  }
}

/**
 * Sends one after the other, also after one was refused.
 * @throws NotAllSent when any was refused.
 */
export async function sendEach<One>(all: One[], send: (one: One) => Promise<unknown>): Promise<void> {
  const outcome: Outcome<One> = { sent: [], refused: [] };
  for (const one of all) {
    try {
      await send(one);
      outcome.sent.push(one);
    } catch (error) {
      outcome.refused.push({ one, error });
    }
  }
  if (outcome.refused.length > 0) throw new NotAllSent(outcome);
}
