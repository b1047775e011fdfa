import type { Code, Ref } from './base';

export interface CustomerRef {
  id: string;
  number: string;
  name: string;
  kind: 'person' | 'organisation';
  tier: Code;
  industry: string;
  unit: Ref;
  note: string;
  /** The note must be acknowledged before one goes on. */
  noteMust: boolean;
  version: number;
  createdAt: string;
}

export interface Contact {
  id: string;
  name: string;
  role: string;
  phone: string;
  email: string;
  main: boolean;
}

export interface Site {
  id: string;
  name: string;
  area: Code;
  address: string;
  lat: number;
  lon: number;
  heightM: number;
}

export interface Terminal {
  id: string;
  customerId: string;
  siteId?: string;
  number: string;
  imei: string;
  sim: string;
  serial: string;
  product: Code;
  maker: string;
  model: string;
  satellite: string;
  satelliteLon: number | null;
  beam: string;
  gateway: string;
  antenna: string;
  firmware: string;
  state: 'active' | 'spare' | 'faulty' | 'retired';
  siteName: string;
}

export interface Subscription {
  id: string;
  terminalId?: string;
  product: Code;
  plan: string;
  state: 'active' | 'suspended-arrears' | 'suspended-identity' | 'ended';
  startsOn: string;
  endsOn: string;
}

export interface Customer extends CustomerRef {
  contacts: Contact[];
  sites: Site[];
  terminals: Terminal[];
  subscriptions: Subscription[];
}

export interface Caller {
  customer: CustomerRef;
  contact: Contact | null;
  terminal: Terminal | null;
  matched: 'contact' | 'number' | 'sim' | 'imei' | 'serial';
  openTickets: number;
}
