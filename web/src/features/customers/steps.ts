import type { SubscriptionState } from '@/api/types';

/** What can be done to the state of a subscription. */
export type Step = 'suspend' | 'restore' | 'end';

/** What can be done from a state; what has ended stays so. */
export function stepsFrom(state: SubscriptionState): Step[] {
  switch (state) {
    case 'active':
      return ['suspend', 'end'];
    case 'suspended-identity': // it goes on when the customer has been checked
      return ['end'];
    case 'ended':
      return [];
    default:
      return ['restore', 'end'];
  }
}
