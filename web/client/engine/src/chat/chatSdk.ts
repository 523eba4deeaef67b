import { TUIErrorCode } from '../enums';
import { EngineError } from '../errors';
import type { TUILoginUserInfo, TUIUserInfo } from '../types';
import type { WireMessage } from '../wire/protocol';
import { newMessageId, type Conversation } from './conversation';

export const EVENT = {
  SDK_READY: 'sdkStateReady',
  SDK_NOT_READY: 'sdkStateNotReady',
  MESSAGE_RECEIVED: 'onMessageReceived',
  MESSAGE_MODIFIED: 'onMessageModified',
  PROFILE_UPDATED: 'onProfileUpdated',
  KICKED_OUT: 'kickedOut',
  NET_STATE_CHANGE: 'netStateChange',
  ERROR: 'error',
} as const;

export const TYPES = {
  MSG_TEXT: 'TIMTextElem',
  MSG_CUSTOM: 'TIMCustomElem',
  CONV_C2C: 'C2C',
  CONV_GROUP: 'GROUP',
  CONV_SYSTEM: '@TIM#SYSTEM',
  GRP_MEETING: 'Meeting',
} as const;

interface TextPayload {
  text: string;
}

interface CustomPayload {
  data: string;
  description: string;
  extension: string;
}

interface Addressed<Payload> {
  /** The room's id. */
  to: string;
  conversationType?: string;
  payload: Payload;
}

export interface ChatMessage {
  ID: string;
  type: typeof TYPES.MSG_TEXT | typeof TYPES.MSG_CUSTOM;
  payload: TextPayload | CustomPayload;
  /** `GROUP` and the room's id. */
  conversationID: string;
  conversationType: string;
  to: string;
  from: string;
  flow: 'in' | 'out';
  /** Seconds since 1970. */
  time: number;
  status: 'unSend' | 'success' | 'fail';
  /** Its place in the room, from 1 on and without gaps; 0 until it is sent. */
  sequence: number;
  nick: string;
  nameCard: string;
  avatar: string;
}

export interface ChatEvent {
  name: string;
  data: ChatMessage[];
}

export interface ChatProfile {
  userID: string;
  nick: string;
  avatar: string;
}

interface Answer<Data> {
  code: 0;
  data: Data;
}

/** What the chat must know of the engine. */
export interface ChatContext {
  roomId: () => string;
  userId: () => string;
  member: (userId: string) => TUIUserInfo | undefined;
  /** That of the room we are in; throws when we are in none. */
  conversation: () => Conversation;
  getSelfInfo: () => Promise<TUILoginUserInfo>;
  setSelfInfo: (info: { userName?: string; avatarUrl?: string }) => Promise<void>;
}

/** Before there is an engine there are no rooms. */
const nowhere = (): never => {
  throw new EngineError(TUIErrorCode.ERR_OPERATION_INVALID_BEFORE_ENTER_ROOM, 'Enter a room first');
};
const NOWHERE: ChatContext = {
  roomId: () => '',
  userId: () => '',
  member: () => undefined,
  conversation: nowhere,
  getSelfInfo: nowhere,
  setSelfInfo: nowhere,
};

type Handler = (event: ChatEvent) => void;

const USUAL_PAGE = 15;
const LONGEST_PAGE = 100;
const REMEMBERED = 1000;

/** No message's id has a space. */
const BEFORE = 'before ';

const answer = <Data>(data: Data): Answer<Data> => ({ code: 0, data });

/**
 * The part of the chat SDK that applications use in a room: `getTIM()`. A conversation is a room, `GROUP` and its id; there
 * are no others.
 */
export class ChatSDK {
  readonly EVENT = EVENT;
  readonly TYPES = TYPES;
  private readonly handlers = new Map<string, Map<Handler, Handler>>();
  private readonly known = new Map<string, ChatMessage>();

  private context = NOWHERE;

  /** Belongs to an engine from now on. */
  joins(context: ChatContext): this {
    this.context = context;
    return this;
  }

  setLogLevel(_level: number): void {
    // There is no log.
  }

  registerPlugin(_plugins: object): void {
    // Plugins send files, which rooms here do not take.
  }

  on(event: string, handler: Handler, receiver?: unknown): void {
    const handlers = this.handlers.get(event) ?? new Map<Handler, Handler>();
    this.handlers.set(event, handlers.set(handler, receiver ? handler.bind(receiver) : handler));
  }

  off(event: string, handler: Handler): void {
    this.handlers.get(event)?.delete(handler);
  }

  createTextMessage({ to, payload }: Addressed<TextPayload>): ChatMessage {
    return this.create(to, TYPES.MSG_TEXT, { text: payload.text });
  }

  createCustomMessage({ to, payload }: Addressed<Partial<CustomPayload>>): ChatMessage {
    const { data = '', description = '', extension = '' } = payload;
    return this.create(to, TYPES.MSG_CUSTOM, { data, description, extension });
  }

  /** The message is changed into what was sent: its place, time and status. Sending it again says it once. */
  async sendMessage(message: ChatMessage): Promise<Answer<{ message: ChatMessage }>> {
    try {
      const conversation = this.conversationOf(message.conversationID);
      const { ID: messageId, payload } = message;
      const sent =
        'text' in payload
          ? await conversation.sendText({ messageId, messageText: payload.text })
          : await conversation.sendCustom({
              messageId,
              messageText: payload.data,
              description: payload.description,
              extension: payload.extension,
            });
      this.remember(Object.assign(message, this.messageOf(sent)));
      return answer({ message });
    } catch (error) {
      message.status = 'fail';
      throw error;
    }
  }

  /**
   * What was said last, or before what an earlier call gave, in order.
   *
   * @param nextReqMessageID as the call before answered it, or the id of a message
   * @param count at most 100
   */
  async getMessageList({
    conversationID,
    nextReqMessageID,
    count = USUAL_PAGE,
  }: {
    conversationID: string;
    nextReqMessageID?: string;
    count?: number;
  }): Promise<Answer<{ messageList: ChatMessage[]; nextReqMessageID: string; isCompleted: boolean }>> {
    const before = nextReqMessageID ? this.placeOf(nextReqMessageID) : undefined;
    const page = await this.conversationOf(conversationID).page(before, Math.min(count, LONGEST_PAGE));
    const messageList = page.messageList.map((message) => this.remember(this.messageOf(message)));
    const oldest = messageList[0]?.sequence ?? 0;
    return answer({
      messageList,
      nextReqMessageID: page.isCompleted ? '' : `${BEFORE}${oldest}`,
      isCompleted: page.isCompleted,
    });
  }

  /** One of the messages seen lately; null when it is not among them. */
  findMessage(messageID: string): ChatMessage | null {
    return this.known.get(messageID) ?? null;
  }

  /** What was said stays as it was. */
  async modifyMessage(): Promise<never> {
    throw new EngineError(TUIErrorCode.ERR_FAILED, 'Messages cannot be changed once they are sent');
  }

  async getMyProfile(): Promise<Answer<ChatProfile>> {
    const { userId, userName, avatarUrl } = await this.context.getSelfInfo();
    return answer({ userID: userId, nick: userName, avatar: avatarUrl });
  }

  async updateMyProfile({ nick, avatar }: { nick?: string; avatar?: string }): Promise<Answer<ChatProfile>> {
    await this.context.setSelfInfo({
      ...(nick !== undefined && { userName: nick }),
      ...(avatar !== undefined && { avatarUrl: avatar }),
    });
    return this.getMyProfile();
  }

  /** Of those in the room; others are left out. */
  async getUserProfile({ userIDList }: { userIDList: string[] }): Promise<Answer<ChatProfile[]>> {
    const members = userIDList.flatMap((userId) => this.context.member(userId) ?? []);
    return answer(
      members.map(({ userId, userName, avatarUrl }) => ({
        userID: userId,
        nick: userName,
        avatar: avatarUrl,
      })),
    );
  }

  /** Nobody keeps friends here. */
  async getFriendList(): Promise<Answer<never[]>> {
    return answer([]);
  }

  /** Somebody else said something in the room. */
  received(wire: WireMessage): void {
    const event = { name: EVENT.MESSAGE_RECEIVED, data: [this.remember(this.messageOf(wire))] };
    for (const handler of [...(this.handlers.get(event.name)?.values() ?? [])]) {
      try {
        handler(event);
      } catch (error) {
        console.error(`A listener of ${event.name} failed`, error);
      }
    }
  }

  private create(to: string, type: ChatMessage['type'], payload: ChatMessage['payload']): ChatMessage {
    const from = this.context.userId();
    const { userName = '', nameCard = '', avatarUrl = '' } = this.context.member(from) ?? {};
    return {
      ...this.addressed(to),
      ID: newMessageId(),
      type,
      payload,
      from,
      flow: 'out',
      time: Math.floor(Date.now() / 1000),
      status: 'unSend',
      sequence: 0,
      nick: userName,
      nameCard,
      avatar: avatarUrl,
    };
  }

  private messageOf(wire: WireMessage): ChatMessage {
    const { message, isCustom, description = '', extension = '' } = wire;
    return {
      ...this.addressed(this.context.roomId()),
      ID: wire.messageId,
      type: isCustom ? TYPES.MSG_CUSTOM : TYPES.MSG_TEXT,
      payload: isCustom ? { data: message, description, extension } : { text: message },
      from: wire.userId,
      flow: wire.userId === this.context.userId() ? 'out' : 'in',
      time: Math.floor(wire.timestamp / 1000),
      status: 'success',
      sequence: wire.number,
      nick: wire.userName ?? '',
      nameCard: wire.nameCard ?? '',
      avatar: wire.avatarUrl ?? '',
    };
  }

  private addressed(to: string) {
    return { to, conversationID: `${TYPES.CONV_GROUP}${to}`, conversationType: TYPES.CONV_GROUP };
  }

  private conversationOf(conversationID: string): Conversation {
    const conversation = this.context.conversation();
    if (conversationID !== this.addressed(this.context.roomId()).conversationID) {
      throw new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, 'You are in another room');
    }
    return conversation;
  }

  /** Of a message seen lately, or of where a page ended. */
  private placeOf(id: string): number {
    const place = this.known.get(id)?.sequence ?? Number(id.startsWith(BEFORE) && id.slice(BEFORE.length));
    if (place > 0) return place;
    throw new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, 'nextReqMessageID is not known');
  }

  private remember(message: ChatMessage): ChatMessage {
    this.known.set(message.ID, message);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= REMEMBERED) break;
      this.known.delete(oldest);
    }
    return message;
  }
}
