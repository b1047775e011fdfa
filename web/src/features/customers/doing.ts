import type { Contact, Contract, Site, Subscription, Terminal } from '@/api/types';
import type { Step } from './steps';

/** What somebody is about to add, without a part, or to change. */
export type Doing =
  | { what: 'customer' | 'servicePlan' | 'merge' }
  | { what: 'contact'; part?: Contact }
  | { what: 'site'; part?: Site }
  | { what: 'terminal'; part?: Terminal }
  | { what: 'subscription'; part?: Subscription }
  | { what: 'contract'; part?: Contract }
  | { what: 'step'; part: Subscription; step: Step }
  | { what: 'move' | 'swap'; part: Terminal };

/** Opens the window of what is to be done; absent for who may not write. */
export type OnDo = ((doing: Doing) => void) | undefined;
