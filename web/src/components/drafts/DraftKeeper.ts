import { ApiError } from '@/api/client';
import { dropDraft, keepDraft, readDraft } from '../useDraft';

/** A draft as the server keeps it; version 0 and empty where there is none. */
export interface KeptText {
  data: string;
  version: number;
  updatedAt: string;
}

/** Where drafts are kept beyond this device. */
export interface DraftServer {
  load: () => Promise<KeptText>;
  /** Fails with 409 when another window has saved since the version. Empty data leave no draft. */
  save: (data: string, version: number) => Promise<KeptText>;
  drop: () => Promise<void>;
}

export interface DraftState {
  text: string;
  /** What another window has saved while something else was typed here; until one chooses, nothing is saved. */
  theirs: KeptText | undefined;
  /** When the server last took it, or had it. */
  savedAt: string | undefined;
  /** Not all of it is on the server yet. */
  isUnsaved: boolean;
}

/** What stands on this device: the first net, also without a network. */
interface Local {
  text: string;
  base: number;
  dirty: boolean;
}

const localPause = 300;
const serverPause = 1_000;
const again = 5_000;

/**
 * Keeps what is typed: on this device at every pause, then on the server under a version. What another window of the
 * same person saved is taken over where nothing is unsaved here, and never overwritten where something is.
 */
export class DraftKeeper {
  private state: DraftState;
  private base = 0;
  private held = false;
  private saving: Promise<void> | undefined;
  private localTimer: ReturnType<typeof setTimeout> | undefined;
  private serverTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly key: string;
  private readonly server: DraftServer;

  constructor(key: string, server: DraftServer, known?: KeptText) {
    this.key = key;
    this.server = server;
    const local = readDraft<Local>(key);
    if (local === undefined && known !== undefined) this.base = known.version;
    else this.base = local?.base ?? 0;
    this.state = {
      text: local?.text ?? known?.data ?? '',
      theirs: undefined,
      savedAt: known?.updatedAt,
      isUnsaved: local?.dirty ?? false,
    };
  }

  readonly read = (): DraftState => this.state;

  readonly subscribe = (hear: () => void): (() => void) => {
    this.listeners.add(hear);
    return () => {
      this.listeners.delete(hear);
    };
  };

  /** Begins to listen to the page's end and the network's return, and asks what the server has. */
  open(): () => void {
    window.addEventListener('pagehide', this.keepLocal);
    window.addEventListener('online', this.push);
    void this.look();
    return () => {
      window.removeEventListener('pagehide', this.keepLocal);
      window.removeEventListener('online', this.push);
      this.keepLocal();
      this.push();
      clearTimeout(this.serverTimer);
    };
  }

  /** What is typed now. */
  readonly set = (text: string): void => {
    this.change({ text, isUnsaved: true });
    clearTimeout(this.localTimer);
    this.localTimer = setTimeout(this.keepLocal, localPause);
    this.pushIn(serverPause);
  };

  /** Asks what the server has, as when another window has said that it saved. */
  async look(): Promise<void> {
    if (this.saving !== undefined) return;
    try {
      const kept = await this.server.load();
      if (this.saving === undefined) this.meet(kept);
    } catch {
      if (this.state.isUnsaved) this.pushIn(again);
    }
  }

  /** Goes on with a text instead of what two windows have typed. */
  readonly choose = (text: string): void => {
    if (this.state.theirs !== undefined) this.base = this.state.theirs.version;
    this.change({ text, theirs: undefined, isUnsaved: true });
    this.keepLocal();
    this.push();
  };

  /** Waits for a save under way and begins none, so that none comes after the text is sent. */
  async hold(): Promise<void> {
    this.held = true;
    clearTimeout(this.serverTimer);
    await this.saving;
  }

  /** The text was not sent after all. */
  release(): void {
    this.held = false;
    if (this.state.isUnsaved) this.pushIn(serverPause);
  }

  /** The text was sent, and the server has dropped its draft. What was typed meanwhile stays. */
  sent(text: string): void {
    this.held = false;
    this.base = 0;
    const rest = this.state.text === text ? '' : this.state.text;
    this.change({ text: rest, theirs: undefined, savedAt: undefined, isUnsaved: rest !== '' });
    this.keepLocal();
    if (rest !== '') this.pushIn(serverPause);
  }

  /** Forgets it, here and on the server. */
  async discard(): Promise<void> {
    await this.hold();
    this.sent(this.state.text);
    await this.server.drop().catch(() => undefined);
  }

  private change(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part };
    for (const hear of this.listeners) hear();
  }

  private readonly keepLocal = (): void => {
    clearTimeout(this.localTimer);
    const { text, isUnsaved } = this.state;
    if (text === '' && !isUnsaved) dropDraft(this.key);
    else keepDraft<Local>(this.key, { text, base: this.base, dirty: isUnsaved });
  };

  private pushIn(delay: number): void {
    clearTimeout(this.serverTimer);
    this.serverTimer = setTimeout(this.push, delay);
  }

  private readonly push = (): void => {
    const { isUnsaved, theirs } = this.state;
    if (!isUnsaved || theirs !== undefined || this.held || this.saving !== undefined) return;
    this.saving = this.save(this.state.text).finally(() => {
      this.saving = undefined;
    });
  };

  private async save(text: string): Promise<void> {
    try {
      const kept = await this.server.save(text, this.base);
      this.base = kept.version;
      this.change({ savedAt: kept.updatedAt, isUnsaved: this.state.text !== text });
      this.keepLocal();
      if (this.state.isUnsaved) this.pushIn(serverPause);
    } catch (error) {
      const stale = error instanceof ApiError && error.status === 409;
      const kept = stale ? await this.server.load().catch(() => undefined) : undefined;
      if (kept !== undefined && kept.version !== this.base) this.meet(kept);
      else this.pushIn(again);
    }
  }

  /** Puts what the server has together with what is here. */
  private meet(kept: KeptText): void {
    const { text, isUnsaved } = this.state;
    if (kept.version === this.base) {
      if (isUnsaved) this.pushIn(serverPause);
      else this.change({ savedAt: kept.version === 0 ? undefined : kept.updatedAt });
      return;
    }
    if (!isUnsaved || kept.data === text) {
      this.base = kept.version;
      this.change({ text: kept.data, savedAt: kept.version === 0 ? undefined : kept.updatedAt, isUnsaved: false });
      this.keepLocal();
      return;
    }
    if (kept.version === 0) {
      // Sent or discarded in another window; what is typed here was not.
      this.base = 0;
      this.pushIn(serverPause);
      return;
    }
    this.change({ theirs: kept });
  }
}
