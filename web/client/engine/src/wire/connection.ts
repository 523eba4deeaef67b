import { EngineError, failed } from '../errors';
import { Emitter } from '../emitter';
import type { ConnectionState } from '../types';
import { Backoff } from './backoff';
import { FINAL_CLOSE_CODES, TOO_MANY_REQUESTS, type Methods, type Notifications } from './protocol';
import { RpcPeer } from './rpc';

/** The part of WebSocket that is used. */
export interface SocketLike {
  send(data: string): void;
  close(code?: number, reason?: string): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
}

export interface ConnectionOptions {
  url: () => string;
  openSocket?: (url: string) => SocketLike;
  backoff?: Backoff;
}

type Request = <M extends keyof Methods>(
  method: M,
  params: Methods[M]['params'],
) => Promise<Methods[M]['result']>;

/** Makes a fresh socket usable (logs in); requests of others wait until it is done. */
export type Greeting = (request: Request) => Promise<{ heartbeatSeconds: number }>;

interface ConnectionEvents {
  state: { state: ConnectionState; closeCode: number };
  notification: NotificationMessage;
}

export type NotificationMessage = {
  [M in keyof Notifications]: { method: M; params: Notifications[M] };
}[keyof Notifications];

interface Deferred {
  go: () => void;
  giveUp: (error: EngineError) => void;
}

const WAIT_FOR_CONNECTION_MS = 20_000;
const OPEN_WITHIN_MS = 10_000;
const PAUSE_AFTER_TOO_MANY_MS = 5_000;

/** A socket that outlived a change of networks or a sleep answers within this time, or it is dead. */
const SIGN_OF_LIFE_MS = 3_000;

/** Never longer, so that a meeting goes on within five seconds of the network's return. */
const LONGEST_PAUSE_MS = 4_000;

/**
 * One lasting conversation with the server over sockets that come and go. A lost socket is replaced with growing delay;
 * requests made meanwhile wait, requests that were under way fail.
 */
export class Connection {
  readonly events = new Emitter<ConnectionEvents>();
  private current: { socket: SocketLike; rpc: RpcPeer } | null = null;
  private greeting: Greeting | null = null;
  private state: ConnectionState = 'disconnected';
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly backoff: Backoff;
  private readonly deferred = new Set<Deferred>();
  private readonly comeBackNow = () => {
    if (this.isOpen) this.askForSignOfLife();
    else this.reconnect(0);
  };
  private readonly wokenUp = () => {
    if (document.visibilityState === 'visible') this.comeBackNow();
  };

  constructor(private readonly options: ConnectionOptions) {
    this.backoff = options.backoff ?? new Backoff(500, LONGEST_PAUSE_MS);
  }

  get isOpen(): boolean {
    return this.state === 'connected';
  }

  /** Opens the first socket. Unlike later ones it is tried once: a wrong address is told at once. */
  async open(greeting: Greeting): Promise<void> {
    this.close();
    this.greeting = greeting;
    this.enter('connecting');
    globalThis.addEventListener?.('online', this.comeBackNow);
    globalThis.document?.addEventListener('visibilitychange', this.wokenUp);
    try {
      await this.connect();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    clearTimeout(this.retry);
    globalThis.removeEventListener?.('online', this.comeBackNow);
    globalThis.document?.removeEventListener('visibilitychange', this.wokenUp);
    this.greeting = null;
    this.drop('Logged out');
    this.enter('disconnected');
    this.rejectDeferred(failed('Not connected'));
  }

  async request<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
  ): Promise<Methods[M]['result']> {
    if (!this.isOpen) await this.untilOpen();
    return this.send(method, params);
  }

  private async send<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
  ): Promise<Methods[M]['result']> {
    if (!this.current) throw failed('Not connected');
    return (await this.current.rpc.request(method, params)) as Methods[M]['result'];
  }

  private untilOpen(): Promise<void> {
    if (this.state === 'disconnected') return Promise.reject(new EngineError(-1002, 'Log in first'));
    return new Promise((resolve, reject) => {
      const waiting: Deferred = {
        go: () => settle(resolve),
        giveUp: (error) => settle(() => reject(error)),
      };
      const timer = setTimeout(
        () => waiting.giveUp(failed('The server cannot be reached')),
        WAIT_FOR_CONNECTION_MS,
      );
      const settle = (then: () => void) => {
        clearTimeout(timer);
        this.deferred.delete(waiting);
        then();
      };
      this.deferred.add(waiting);
    });
  }

  private async connect(): Promise<void> {
    const open = this.options.openSocket ?? ((url: string) => new WebSocket(url) as SocketLike);
    const socket = open(this.options.url());
    const rpc = new RpcPeer(
      (frame) => socket.send(frame),
      (method, params) => {
        if (this.current?.socket === socket) {
          this.events.emit('notification', { method, params } as NotificationMessage);
        }
      },
    );
    this.current = { socket, rpc };
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => socket.onclose?.({ code: 0, reason: '' }), OPEN_WITHIN_MS);
      socket.onopen = () => {
        clearTimeout(timer);
        resolve();
      };
      socket.onmessage = ({ data }) => rpc.receive(String(data));
      socket.onclose = ({ code }) => {
        clearTimeout(timer);
        reject(failed('The server cannot be reached'));
        rpc.close('The connection to the server was lost');
        if (this.current?.socket === socket) this.lost(code);
      };
    });
    const { heartbeatSeconds } = await this.greet();
    if (this.current?.socket !== socket) throw failed('The connection to the server was lost');
    this.backoff.reset();
    this.beat(heartbeatSeconds * 1000);
    this.enter('connected');
    [...this.deferred].forEach((waiting) => waiting.go());
  }

  private greet(): Promise<{ heartbeatSeconds: number }> {
    if (!this.greeting) throw failed('Not connected');
    return this.greeting((method, params) => this.send(method, params));
  }

  private beat(everyMs: number): void {
    clearInterval(this.heartbeat);
    const { current } = this;
    this.heartbeat = setInterval(() => {
      this.send('heartbeat', {}).catch(() => {
        if (this.current === current) this.lost(0);
      });
    }, everyMs);
  }

  private askForSignOfLife(): void {
    const { current } = this;
    const timer = setTimeout(() => {
      if (this.current === current) this.lost(0);
    }, SIGN_OF_LIFE_MS);
    this.send('heartbeat', {}).then(
      () => clearTimeout(timer),
      () => clearTimeout(timer), // whoever waits was told, and the loss with it
    );
  }

  private lost(code: number): void {
    const before = this.state;
    this.drop('The connection to the server was lost');
    if (before === 'connecting' || before === 'disconnected') return;
    if (FINAL_CLOSE_CODES.has(code)) {
      this.greeting = null;
      this.enter('disconnected', code);
      this.rejectDeferred(failed('The connection to the server was closed'));
      return;
    }
    this.enter('reconnecting', code);
    this.reconnect(this.backoff.next() + (code === TOO_MANY_REQUESTS ? PAUSE_AFTER_TOO_MANY_MS : 0));
  }

  private reconnect(delayMs: number): void {
    if (this.state !== 'reconnecting' || this.current) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      if (this.state !== 'reconnecting' || this.current) return;
      this.connect().catch((error: unknown) => this.refused(error));
    }, delayMs);
  }

  /** A new socket could not be opened (try again) or its login was refused (give up). */
  private refused(error: unknown): void {
    if (this.state !== 'reconnecting' || !this.current) return;
    const isFinal = error instanceof EngineError && error.code <= -1000;
    if (isFinal) this.lost(4401);
    else this.lost(0);
  }

  private drop(reason: string): void {
    clearInterval(this.heartbeat);
    const { current } = this;
    this.current = null;
    current?.rpc.close(reason);
    current?.socket.close();
  }

  private rejectDeferred(error: EngineError): void {
    [...this.deferred].forEach((waiting) => waiting.giveUp(error));
  }

  private enter(state: ConnectionState, closeCode = 0): void {
    if (this.state === state) return;
    this.state = state;
    this.events.emit('state', { state, closeCode });
  }
}
