import { Emitter } from './emitter';
import { codeOf, EngineError } from './errors';
import { TUIErrorCode } from './enums';
import type { ConnectionState, TUILoginUserInfo } from './types';
import {
  Connection,
  type ConnectionOptions,
  type Greeting,
  type NotificationMessage,
} from './wire/connection';
import type { LoginParams, LoginResult, MediaConfig, Methods, Resumed } from './wire/protocol';

export type Credentials = Pick<LoginParams, 'sdkAppId' | 'userId' | 'userSig'>;

/** What a reloaded page needs to come back unnoticed. */
interface Memory {
  userId: string;
  sdkAppId: number;
  token: string;
  seq: number;
}

interface SessionEvents {
  state: { state: ConnectionState; closeCode: number };
  notification: NotificationMessage;
  /** The socket was replaced; `resumed` is absent when the member is gone. */
  resumed: { resumed: Resumed | null };
  /** Only a login with another UserSig goes on. */
  refused: undefined;
}

const MEMORY_KEY = 'confab.session';
const REPLACED_BY_NEWER = 4409;

/** How long a page that was reloaded may take to enter its room again: as long as a connection may be gone. */
const ENTER_AGAIN_WITHIN_MS = 30_000;

/** Who is logged in, and how to come back after a lost socket or a reload. */
export class Session {
  readonly events = new Emitter<SessionEvents>();
  private readonly connection: Connection;
  private login_: LoginResult | null = null;
  private memory: Memory | null = null;
  private credentials: Credentials | null = null;
  /** The room that was left while the server could not be told. */
  private left: string | null = null;
  private unwanted: ReturnType<typeof setTimeout> | undefined;
  /** What we are asked follows the answer to logging in or entering at once: kept until a meeting listens. */
  private unheard: NotificationMessage[] | null = [];

  constructor(
    options: ConnectionOptions,
    private readonly storage: Storage | null = globalThis.sessionStorage ?? null,
  ) {
    this.connection = new Connection(options);
    this.connection.events.on('notification', (message) => this.notified(message));
    this.connection.events.on('state', (change) => this.stateChanged(change));
    this.connection.events.on('refused', () => this.events.emit('refused', undefined));
  }

  get userId(): string {
    return this.login_?.userId ?? '';
  }

  get isConnected(): boolean {
    return this.connection.isOpen;
  }

  get media(): MediaConfig {
    if (!this.login_) throw new EngineError(TUIErrorCode.ERR_SDK_NOT_INITIALIZED, 'Log in first');
    return this.login_.media;
  }

  /** Where this client is still a member since before it was away or reloaded; said once. */
  takeResumed(): Resumed | null {
    clearTimeout(this.unwanted);
    const resumed = this.login_?.resumed ?? null;
    if (this.login_) delete this.login_.resumed;
    return resumed;
  }

  /**
   * Goes on as another client: the place that an earlier page had is not ours any more, so that we may enter another room,
   * and the server takes it away.
   */
  async giveUpPlace(): Promise<void> {
    const { credentials } = this;
    if (!credentials) return;
    this.forget();
    await this.connection.reopen(this.greeting(credentials));
  }

  /** We are out of the room; the server hears of it with the first words over the next socket. */
  leaveLater(roomId: string): void {
    this.left = roomId;
  }

  /** What we were asked before anybody listened to it. */
  takeUnheard(): NotificationMessage[] {
    const unheard = this.unheard ?? [];
    this.unheard = null;
    return unheard;
  }

  keepUnheard(): void {
    this.unheard = [];
  }

  request<M extends keyof Methods>(method: M, params: Methods[M]['params']): Promise<Methods[M]['result']> {
    return this.connection.request(method, params);
  }

  /** Who is logged in already goes on with the new credentials, in the same place. */
  async login(credentials: Credentials): Promise<void> {
    if (this.isLoggedIn(credentials)) return this.connection.reopen(this.greeting(credentials));
    this.login_ = null;
    this.left = null;
    clearTimeout(this.unwanted);
    this.memory = this.recall(credentials);
    await this.connection.open(this.greeting(credentials));
  }

  /** Something makes one doubt that the server is still there: asks it. */
  askForSignOfLife(): void {
    this.connection.askForSignOfLife();
  }

  private isLoggedIn({ userId, sdkAppId }: Credentials): boolean {
    const { login_, memory, connection } = this;
    return (
      login_ !== null && connection.isLasting && memory?.userId === userId && memory.sdkAppId === sdkAppId
    );
  }

  private greeting(credentials: Credentials): Greeting {
    return async (request) => {
      const isFirst = this.login_ === null;
      const resume = this.memory ? { token: this.memory.token, seq: this.memory.seq } : undefined;
      const result = await request('login', { ...credentials, platform: 'Web', ...(resume && { resume }) });
      await this.leaveNow(result, request);
      this.login_ = result;
      this.credentials = credentials;
      this.memory = { ...credentials, token: result.resumeToken, seq: this.memory?.seq ?? 0 };
      this.remember();
      if (isFirst && result.resumed) {
        const giveUp = () => void this.giveUpPlace().catch(() => undefined);
        this.unwanted = setTimeout(giveUp, ENTER_AGAIN_WITHIN_MS);
      }
      if (!isFirst) queueMicrotask(() => this.events.emit('resumed', { resumed: result.resumed ?? null }));
      return result;
    };
  }

  private async leaveNow(result: LoginResult, request: Parameters<Greeting>[0]): Promise<void> {
    const { left } = this;
    if (left !== null && result.resumed?.roomId === left) {
      await request('exitRoom', {}).catch((error: unknown) => {
        if (codeOf(error) === TUIErrorCode.ERR_FAILED) throw error; // it is not known whether we are out
      });
      delete result.resumed;
    }
    this.left = null;
  }

  async logout(): Promise<void> {
    clearTimeout(this.unwanted);
    if (!this.login_) return;
    await this.connection.request('logout', {}).catch(() => undefined);
    this.login_ = null;
    this.forget();
    this.connection.close();
  }

  async getSelfInfo(): Promise<TUILoginUserInfo> {
    const info: Partial<TUILoginUserInfo> = await this.request('getSelfInfo', {});
    return { userId: this.userId, userName: '', avatarUrl: '', customInfo: {}, ...info };
  }

  /** The newest room event this client knows. */
  sawSeq(seq: number): void {
    if (!this.memory) return;
    this.memory.seq = seq;
    this.remember();
  }

  private notified(message: NotificationMessage): void {
    if (message.method.startsWith('onRequest')) this.unheard?.push(message);
    this.events.emit('notification', message);
  }

  private stateChanged({ state, closeCode }: { state: ConnectionState; closeCode: number }): void {
    if (closeCode === REPLACED_BY_NEWER) this.memory = null; // the token is the newer page's now
    this.events.emit('state', { state, closeCode });
  }

  private recall({ userId, sdkAppId }: Credentials): Memory | null {
    try {
      const memory = JSON.parse(this.storage?.getItem(MEMORY_KEY) ?? 'null') as Memory | null;
      return memory?.userId === userId && memory.sdkAppId === sdkAppId ? memory : null;
    } catch {
      return null;
    }
  }

  private remember(): void {
    if (!this.memory) return;
    const { userId, sdkAppId, token, seq } = this.memory;
    try {
      this.storage?.setItem(MEMORY_KEY, JSON.stringify({ userId, sdkAppId, token, seq }));
    } catch {
      // Storage may be full or forbidden: then a reload enters anew.
    }
  }

  private forget(): void {
    this.memory = null;
    this.storage?.removeItem(MEMORY_KEY);
  }
}
