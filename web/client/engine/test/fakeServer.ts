import type { SocketLike } from '../src/wire/connection';
import { EngineError } from '../src/errors';

type Handler = (params: Record<string, unknown>) => unknown;

interface Request {
  id: number;
  method: string;
  params: Record<string, unknown>;
}

export const roomInfo = (changes: object = {}) => ({
  roomId: 'r1',
  roomName: 'Weekly',
  roomType: 1,
  isSeatEnabled: false,
  seatMode: 1,
  password: '',
  isMicrophoneDisableForAllUser: false,
  isScreenShareDisableForAllUser: false,
  isCameraDisableForAllUser: false,
  isMessageDisableForAllUser: false,
  maxSeatCount: 0,
  roomOwner: 'ann',
  ownerId: 'ann',
  ownerName: 'Ann',
  ownerAvatarUrl: '',
  createTime: 1,
  roomMemberCount: 2,
  ...changes,
});

export const login = (changes: object = {}) => ({
  userId: 'ann',
  userName: 'Ann',
  avatarUrl: '',
  resumeToken: 'token-1',
  heartbeatSeconds: 10,
  media: { mode: 'janus', iceServers: [] },
  ...changes,
});

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(private readonly server: FakeServer) {}

  send(data: string): void {
    this.server.receive(this, JSON.parse(data) as Request);
  }

  close(): void {
    // The far side learns of it later; nothing here waits for that.
  }
}

/** A server that answers as its handlers say, at once and in order, over sockets that a test can cut. */
export class FakeServer {
  readonly handlers: Record<string, Handler> = {};
  readonly requests: Request[] = [];
  readonly sockets: FakeSocket[] = [];
  /** Whether a new socket gets through, or nobody knows yet; and whether an open one is answered. */
  isUp = true;
  isHanging = false;
  isSilent = false;

  readonly open = (): SocketLike => {
    const socket = new FakeSocket(this);
    this.sockets.push(socket);
    if (this.isHanging) return socket;
    queueMicrotask(() => (this.isUp ? socket.onopen?.() : socket.onclose?.({ code: 1006, reason: '' })));
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('No socket was opened');
    return socket;
  }

  receive(socket: FakeSocket, request: Request): void {
    this.requests.push(request);
    if (this.isSilent) return;
    const { id, method } = request;
    try {
      const result = this.handlers[method]?.(request.params) ?? {};
      this.deliver(socket, { jsonrpc: '2.0', id, result });
    } catch (error) {
      const { code, message } = error as EngineError;
      this.deliver(socket, { jsonrpc: '2.0', id, error: { code, message } });
    }
  }

  /** One frame: a message, or an array of them. */
  deliver(socket: FakeSocket, frame: unknown): void {
    queueMicrotask(() => socket.onmessage?.({ data: JSON.stringify(frame) }));
  }

  notify(method: string, params: object): void {
    this.deliver(this.last, { jsonrpc: '2.0', method, params });
  }

  drop(code = 1006): void {
    this.last.onclose?.({ code, reason: '' });
  }

  sent(method: string): Record<string, unknown>[] {
    return this.requests.filter((request) => request.method === method).map(({ params }) => params);
  }
}

export const refuse = (code: number, message: string) => {
  throw new EngineError(code, message);
};

/** Lets everything that is only waiting for promises go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
