import { EngineError, failed } from '../errors';

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: EngineError) => void;
  timer: ReturnType<typeof setTimeout>;
}

type Message = Record<string, unknown>;

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null;

/** JSON-RPC 2.0 over anything that sends text: matches answers to requests and hands on notifications. */
export class RpcPeer {
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    private readonly send: (frame: string) => void,
    private readonly notified: (method: string, params: unknown) => void,
    private readonly timeoutMs = 15_000,
  ) {}

  request(method: string, params: object, withinMs = this.timeoutMs): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        reject(failed(`The server did not answer ${method} in time`));
      }, withinMs);
      this.waiting.set(id, { resolve, reject, timer });
      this.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  /** Takes one frame: a message, or a batch of messages to be handled in order. */
  receive(frame: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(frame);
    } catch {
      console.error('The server sent a frame that is not JSON');
      return;
    }
    const messages: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    messages.filter(isMessage).forEach((message) => this.handle(message));
  }

  /** Nothing more will come: whoever waits is told so. */
  close(reason: string): void {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(failed(reason));
    }
    this.waiting.clear();
  }

  private handle(message: Message): void {
    if (typeof message['method'] === 'string') {
      this.notified(message['method'], message['params'] ?? {});
    } else if (typeof message['id'] === 'number') {
      this.settle(message['id'], message);
    } else if (isMessage(message['error'])) {
      console.error('The server refused a frame', message['error']);
    }
  }

  private settle(id: number, message: Message): void {
    const request = this.waiting.get(id);
    if (!request) return;
    this.waiting.delete(id);
    clearTimeout(request.timer);
    const error = message['error'];
    if (isMessage(error)) {
      request.reject(new EngineError(Number(error['code'] ?? -1), String(error['message'] ?? 'Refused')));
    } else {
      request.resolve(message['result'] ?? {});
    }
  }
}
