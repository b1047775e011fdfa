import type { Status, Step, Task } from './api';

/** The step that a person takes on a check, of which there is one that presses on and one that ends it. */
export type Doing = 'notice' | 'limit' | 'suspend' | 'restore' | 'cancel';

/** What can be done about a check: the next step first. */
export function stepsOf({ state }: Pick<Task, 'state'>): Doing[] {
  switch (state) {
    case 'open':
      return ['notice', 'cancel'];
    case 'noticed':
      return ['limit', 'cancel'];
    case 'limited':
      return ['suspend', 'restore'];
    case 'suspended':
      return ['restore'];
    default:
      return [];
  }
}

/** Whether a step waits for a day that has not come. */
export const waits = (step: Doing, task: Task) =>
  (step === 'limit' || step === 'suspend' || step === 'notice') && !task.ripe;

/** How pressing a status is, for its mark. */
export function toneOf(state: Status['state']): 'good' | 'warn' | 'bad' {
  if (state === 'checked') return 'good';
  return state === 'expiring' || state === 'due' ? 'warn' : 'bad';
}

/** Only whoever may suspend takes these steps. */
export const enforcing = (step: Doing) => step === 'limit' || step === 'suspend' || step === 'restore';

export const waysToTell: Exclude<Step['via'], ''>[] = ['mail', 'phone', 'letter', 'visit'];
