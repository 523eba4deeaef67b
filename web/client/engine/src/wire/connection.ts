import { TUIErrorCode } from '../enums';
import { EngineError, failed } from '../errors';
import { Emitter } from '../emitter';
import type { ConnectionState } from '../types';
import { Backoff } from './backoff';
import {
  FINAL_CLOSE_CODES,
  LOGIN_REFUSED,
  TOO_MANY_REQUESTS,
  type Methods,
  type Notifications,
} from './protocol';
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
  /** The server does not take our credentials any more: it is asked again once there are others. */
  refused: undefined;
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

/**
 * For later sockets. A first packet that was lost is sent again after 1, 3 and 7 seconds: before that pause gets longer
 * than the meeting may stand still, another socket is tried.
 */
const REOPEN_WITHIN_MS = 4_000;

/** Never longer, so that a meeting goes on within five seconds of the network's return. */
const LONGEST_PAUSE_MS = 2_000;

/** A server that is there answers within this time; one that seems to be gone is given less. */
const ANSWER_WITHIN_MS = 8_000;
const SIGN_OF_LIFE_MS = 2_500;

/** Timers that stood still for as long were not just late: the machine or the page was asleep. */
const ASLEEP_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

/** How long an application may take to get other credentials: as long as the server keeps the member's place. */
const RENEW_WITHIN_MS = 30_000;

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
  private isRefused = false;
  /** Counts what came from the server. */
  private heard = 0;
  private readonly networkChanged = () => {
    if (this.isOpen) return this.askForSignOfLife();
    if (this.state !== 'reconnecting' || this.isRefused) return;
    this.drop('The network has changed'); // what was on its way by the old one does not arrive
    this.backoff.reset();
    this.reconnect(0);
  };
  private readonly networkGone = () => this.askForSignOfLife();
  private readonly wokenUp = () => {
    if (globalThis.document?.visibilityState === 'hidden') return;
    if (this.isOpen) this.askForSignOfLife();
    else this.reconnect(0);
  };

  constructor(private readonly options: ConnectionOptions) {
    this.backoff = options.backoff ?? new Backoff(500, LONGEST_PAUSE_MS);
  }

  get isOpen(): boolean {
    return this.state === 'connected';
  }

  /** Whether it goes on, now or as soon as the server is reached. */
  get isLasting(): boolean {
    return this.isOpen || this.state === 'reconnecting';
  }

  /** Opens the first socket. Unlike later ones it is tried once: a wrong address is told at once. */
  async open(greeting: Greeting): Promise<void> {
    this.close();
    this.greeting = greeting;
    this.enter('connecting');
    this.listen('addEventListener');
    try {
      await this.connect(OPEN_WITHIN_MS);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Greets otherwise from now on, at first over a new socket. Rejects when that does not work, and goes on trying, unless the
   * greeting was refused.
   */
  async reopen(greeting: Greeting): Promise<void> {
    this.greeting = greeting;
    this.drop('Logging in again');
    this.enter('reconnecting');
    await this.replace();
  }

  close(): void {
    clearTimeout(this.retry);
    this.listen('removeEventListener');
    this.drop('Logged out');
    this.end();
  }

  /** Something makes one doubt that the server is still there: asks it. Without an answer soon the socket is dead. */
  askForSignOfLife(withinMs = SIGN_OF_LIFE_MS): void {
    const { current, heard } = this;
    if (!current || !this.isOpen) return;
    const lost = () => {
      if (this.current === current) this.lost(0);
    };
    const timer = setTimeout(() => {
      if (this.heard === heard) lost();
    }, withinMs);
    this.send('heartbeat', {})
      .catch(lost)
      .finally(() => clearTimeout(timer));
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
    withinMs?: number,
  ): Promise<Methods[M]['result']> {
    if (!this.current) throw failed('Not connected');
    return (await this.current.rpc.request(method, params, withinMs)) as Methods[M]['result'];
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

  private async connect(openWithinMs: number, answerWithinMs?: number): Promise<void> {
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
      const timer = setTimeout(() => socket.onclose?.({ code: 0, reason: '' }), openWithinMs);
      socket.onopen = () => {
        clearTimeout(timer);
        resolve();
      };
      socket.onmessage = ({ data }) => {
        this.heard++;
        rpc.receive(String(data));
      };
      socket.onclose = ({ code }) => {
        clearTimeout(timer);
        reject(failed('The server cannot be reached'));
        rpc.close('The connection to the server was lost');
        if (this.current?.socket === socket) this.lost(code);
      };
    });
    const { heartbeatSeconds } = await this.greet(answerWithinMs);
    if (this.current?.socket !== socket) throw failed('The connection to the server was lost');
    this.backoff.reset();
    this.beat(heartbeatSeconds * 1000);
    this.enter('connected');
    [...this.deferred].forEach((waiting) => waiting.go());
  }

  private greet(answerWithinMs?: number): Promise<{ heartbeatSeconds: number }> {
    if (!this.greeting) throw failed('Not connected');
    return this.greeting((method, params) => this.send(method, params, answerWithinMs));
  }

  /** Gives signs of life, one at once when the machine was asleep. */
  private beat(everyMs: number): void {
    clearInterval(this.heartbeat);
    let looked = Date.now();
    let beaten = looked;
    this.heartbeat = setInterval(() => {
      const now = Date.now();
      const hasSlept = now - looked > ASLEEP_MS;
      looked = now;
      if (!hasSlept && now - beaten < everyMs) return;
      beaten = now;
      this.askForSignOfLife(hasSlept ? SIGN_OF_LIFE_MS : ANSWER_WITHIN_MS);
    }, LOOK_EVERY_MS);
  }

  private lost(code: number): void {
    const before = this.state;
    this.drop('The connection to the server was lost');
    if (before === 'connecting' || before === 'disconnected') return;
    if (FINAL_CLOSE_CODES.has(code)) return this.end(code);
    this.enter('reconnecting', code);
    if (code === LOGIN_REFUSED) return this.waitForCredentials();
    this.reconnect(this.backoff.next() + (code === TOO_MANY_REQUESTS ? PAUSE_AFTER_TOO_MANY_MS : 0));
  }

  private waitForCredentials(): void {
    this.isRefused = true;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.end(LOGIN_REFUSED), RENEW_WITHIN_MS);
    this.events.emit('refused', undefined);
  }

  private reconnect(delayMs: number): void {
    if (this.state !== 'reconnecting' || this.current || this.isRefused) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.replace().catch(() => undefined), delayMs);
  }

  private async replace(): Promise<void> {
    clearTimeout(this.retry);
    this.isRefused = false;
    const attempt = this.connect(REOPEN_WITHIN_MS, ANSWER_WITHIN_MS);
    const { current } = this;
    try {
      await attempt;
    } catch (error) {
      if (this.current === current) this.failed(error);
      throw error;
    }
  }

  /** A new socket was opened, but is of no use: its login was refused (others are needed), or did not work (try again). */
  private failed(error: unknown): void {
    const isRefusal = error instanceof EngineError && error.code <= TUIErrorCode.ERR_SDKAPPID_NOT_FOUND;
    this.lost(isRefusal ? LOGIN_REFUSED : 0);
  }

  private end(code = 0): void {
    this.greeting = null;
    this.isRefused = false;
    this.enter('disconnected', code);
    this.rejectDeferred(failed('The connection to the server has ended'));
  }

  private listen(how: 'addEventListener' | 'removeEventListener'): void {
    globalThis[how]?.('online', this.networkChanged);
    globalThis[how]?.('offline', this.networkGone);
    globalThis.document?.[how]('visibilitychange', this.wokenUp);
    globalThis.document?.[how]('resume', this.wokenUp);
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
