export type Code = string;
export type Language = 'zh' | 'en';

export interface Ref {
  id: string;
  name: string;
}

export interface Items<T> {
  items: T[];
  /** Empty at the end of the list. */
  nextCursor: string;
}

/** Whether something may be done now, and if not, the sentence that says what is missing. */
export interface Lawful {
  ok: boolean;
  why?: string;
}
