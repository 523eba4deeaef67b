import { TUIErrorCode } from '../enums';
import { codeOf } from '../errors';
import type { Methods, OutgoingMessage, WireMessage } from '../wire/protocol';

type Request = <M extends keyof Methods>(
  method: M,
  params: Methods[M]['params'],
) => Promise<Methods[M]['result']>;

type Page = Methods['getMessageList']['result'];

const PAGE = 100;
const ATTEMPTS = 3;

/** Names a message, so that sending it again after a lost connection does not say it twice. */
export const newMessageId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * What is said in the room while we are in it: each message is told once and in its order. The numbers have no gaps, so
 * what is missing, because the socket was lost for instance, is noticed and asked for.
 */
export class Conversation {
  /** The number of the message told last; null until the server has said where the conversation is. */
  private last: number | null = null;
  private readonly early = new Map<number, WireMessage>();
  private catching: Promise<void> | null = null;

  constructor(
    private readonly request: Request,
    private readonly tell: (message: WireMessage) => void,
  ) {}

  /** Takes what the server tells. */
  accept(message: WireMessage): void {
    this.early.set(message.number, message);
    this.drain();
    if (this.early.size > 0) void this.catchUp();
  }

  /** Learns where the conversation is, or, once that is known, what was missed. In vain, it is tried again with the next message. */
  catchUp(): Promise<void> {
    this.catching ??= this.ask()
      .catch(() => undefined)
      .finally(() => (this.catching = null));
    return this.catching;
  }

  /** It is another room that bears the same id now: its messages are numbered from 1 again. */
  beginAnew(): void {
    this.last = null;
    this.early.clear();
  }

  /** What was said before a number, or last of all, in order. */
  page(before: number | undefined, count: number): Promise<Page> {
    return this.request('getMessageList', { count, ...(before !== undefined && { before }) });
  }

  sendText(message: OutgoingMessage): Promise<WireMessage> {
    return this.send('sendTextMessage', message);
  }

  sendCustom(message: Methods['sendCustomMessage']['params']): Promise<WireMessage> {
    return this.send('sendCustomMessage', message);
  }

  /** Without an answer it is not known whether it was said; under the same id it may be sent again. */
  private async send<M extends 'sendTextMessage' | 'sendCustomMessage'>(
    method: M,
    params: Methods[M]['params'],
  ): Promise<WireMessage> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.request(method, params)).message;
      } catch (error) {
        if (codeOf(error) !== TUIErrorCode.ERR_FAILED || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async ask(): Promise<void> {
    if (this.last === null) {
      const { messageList } = await this.request('getMessageList', { count: 1 });
      this.last = messageList.at(-1)?.number ?? 0;
      return this.drain();
    }
    for (let isCompleted = false; !isCompleted;) {
      const page: Page = await this.request('getMessageList', { after: this.last, count: PAGE });
      page.messageList.forEach((message) => this.next(message)); // what the server skips is not kept any more
      isCompleted = page.isCompleted;
    }
    this.drain();
  }

  private next(message: WireMessage): void {
    if (this.last === null || message.number <= this.last) return;
    this.last = message.number;
    this.tell(message);
  }

  /** Tells what is next, and forgets what was told. */
  private drain(): void {
    if (this.last === null) return;
    for (let message; (message = this.early.get(this.last + 1));) this.next(message);
    const { last } = this;
    [...this.early.keys()].filter((number) => number <= last).forEach((number) => this.early.delete(number));
  }
}
