import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatSDK, TencentCloudChat, TIM, TUIRoomEngine, TUIRoomEvents, type ChatEvent } from '../src';
import { Conversation } from '../src/chat/conversation';
import { failed } from '../src/errors';
import type { WireMessage } from '../src/wire/protocol';
import { fakePeerConnections } from './fakeMedia';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

const said = (number: number, changes: Partial<WireMessage> = {}): WireMessage => ({
  number,
  messageId: `m${number}`,
  timestamp: number * 1000,
  userId: 'bob',
  message: `text ${number}`,
  ...changes,
});

describe('a conversation', () => {
  let stored: WireMessage[];
  let told: number[];
  let isAway: boolean;
  let conversation: Conversation;

  beforeEach(() => {
    stored = [];
    told = [];
    isAway = false;
    const ask = (method: string, params: { after?: number; count?: number }) => {
      if (isAway) return Promise.reject(failed('away'));
      if (method !== 'getMessageList') return Promise.resolve({});
      const { after, count = 20 } = params;
      const found = after === undefined ? stored.slice(-count) : stored.filter((m) => m.number > after);
      const messageList = after === undefined ? found : found.slice(0, 2);
      return Promise.resolve({ messageList, isCompleted: found.length <= messageList.length });
    };
    conversation = new Conversation(ask as never, ({ number }) => told.push(number));
  });

  it('tells each message once and in order, beginning with what is said after entering', async () => {
    stored = [said(1), said(2)];
    conversation.accept(said(3));
    expect(told).toEqual([]);
    await conversation.catchUp();
    conversation.accept(said(3));
    conversation.accept(said(4));
    conversation.accept(said(2));
    expect(told).toEqual([3, 4]);
  });

  it('asks for what was missed, page by page', async () => {
    await conversation.catchUp();
    conversation.accept(said(1));
    stored = [1, 2, 3, 4, 5, 6].map((number) => said(number));
    await conversation.catchUp();
    conversation.accept(said(6));
    expect(told).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('notices a gap by itself and goes on when what is missing is not kept any more', async () => {
    await conversation.catchUp();
    stored = [said(8), said(9), said(10)];
    conversation.accept(said(10));
    await settled();
    expect(told).toEqual([8, 9, 10]);
  });

  it('begins anew in another room of the same id', async () => {
    stored = [said(7)];
    await conversation.catchUp();
    stored = [said(1)];
    conversation.beginAnew();
    await conversation.catchUp();
    conversation.accept(said(2));
    expect(told).toEqual([2]);
  });

  it('tries again with the next message when the server was away', async () => {
    isAway = true;
    await conversation.catchUp();
    isAway = false;
    stored = [said(1)];
    conversation.accept(said(2));
    await settled();
    expect(told).toEqual([2]);
  });
});

describe('the chat of the engine', () => {
  let server: FakeServer;
  let engine: TUIRoomEngine;
  let chat: ChatSDK;
  let events: ChatEvent[];
  let list: { messageList: WireMessage[]; isCompleted: boolean };

  beforeEach(async () => {
    vi.useFakeTimers();
    sessionStorage.clear();
    fakePeerConnections();
    server = new FakeServer();
    vi.stubGlobal('WebSocket', function () {
      return server.open();
    });
    list = { messageList: [], isCompleted: true };
    events = [];
    const members = [
      { userId: 'ann', userName: 'Ann' },
      { userId: 'bob', userName: 'Bob', avatarUrl: 'b.png' },
    ];
    server.handlers['login'] = () => login();
    server.handlers['enterRoom'] = () => ({ roomInfo: roomInfo(), self: members[0], seq: 3 });
    server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo(), seq: 3 });
    server.handlers['getUserList'] = () => ({ userList: members, nextSequence: 0, seq: 3 });
    server.handlers['getMessageList'] = () => list;
    server.handlers['sendTextMessage'] = ({ messageId, messageText }) => ({
      message: said(7, { userId: 'ann', messageId: String(messageId), message: String(messageText) }),
    });
    server.handlers['sendCustomMessage'] = ({ messageId, messageText, description, extension }) => ({
      message: {
        ...said(8, { userId: 'ann', messageId: String(messageId), message: String(messageText) }),
        isCustom: true,
        description,
        extension,
      },
    });
    engine = new TUIRoomEngine();
    TUIRoomEngine.setServer('http://meet.example');
    await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
    chat = engine.getTIM();
    chat.on(TIM.EVENT.MESSAGE_RECEIVED, (event) => events.push(event));
  });

  afterEach(async () => {
    server.isSilent = false;
    engine.destroy();
    await TUIRoomEngine.logout();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const enter = async () => {
    await engine.enterRoom({ roomId: 'r1' });
    await settled();
  };
  const hello = () =>
    chat.createTextMessage({
      to: 'r1',
      conversationType: TIM.TYPES.CONV_GROUP,
      payload: { text: 'hello' },
    });

  it('offers its constants under both names', () => {
    expect(TencentCloudChat).toBe(TIM);
    expect(chat.EVENT.MESSAGE_RECEIVED).toBe('onMessageReceived');
    expect(chat.TYPES.MSG_TEXT).toBe('TIMTextElem');
  });

  it('is made before there is an engine, too', async () => {
    engine.destroy();
    const tim = TIM.create({ SDKAppID: 7 });
    tim.setLogLevel(1);
    await expect(tim.getMyProfile()).rejects.toMatchObject({ code: -2101 });
    tim.on(TIM.EVENT.MESSAGE_RECEIVED, (event) => events.push(event));
    engine = new TUIRoomEngine();
    expect(engine.getTIM()).toBe(tim);
    expect(TIM.create({ SDKAppID: 7 })).toBe(tim);
    await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig', tim });
    await enter();
    server.notify('onReceiveTextMessage', { roomId: 'r1', message: said(1) });
    await settled();
    expect(events.map(({ data }) => data[0]?.from)).toEqual(['bob']);
  });

  it('sends text, and gives the message its place', async () => {
    await enter();
    const message = hello();
    expect(message).toMatchObject({ status: 'unSend', from: 'ann', nick: 'Ann', conversationID: 'GROUPr1' });
    const { code, data } = await chat.sendMessage(message);
    expect(code).toBe(0);
    expect(data.message).toBe(message);
    expect(message).toMatchObject({ status: 'success', sequence: 7, time: 7, flow: 'out' });
    expect(server.sent('sendTextMessage')).toEqual([{ messageId: message.ID, messageText: 'hello' }]);
    expect(chat.findMessage(message.ID)).toBe(message);
  });

  it('sends data with its description', async () => {
    await enter();
    const payload = { data: '{"vote":1}', description: 'a vote' };
    const message = chat.createCustomMessage({ to: 'r1', payload });
    await chat.sendMessage(message);
    expect(server.sent('sendCustomMessage')).toMatchObject([
      { messageText: '{"vote":1}', description: 'a vote', extension: '' },
    ]);
    expect(message).toMatchObject({ type: 'TIMCustomElem', payload: { data: '{"vote":1}', extension: '' } });
  });

  it('marks a message that was refused', async () => {
    await enter();
    server.handlers['sendTextMessage'] = () => refuse(-2381, 'Muted');
    const message = hello();
    await expect(chat.sendMessage(message)).rejects.toMatchObject({ code: -2381 });
    expect(message.status).toBe('fail');
    expect(server.sent('sendTextMessage')).toHaveLength(1);
  });

  it('refuses what belongs to no room or another', async () => {
    await expect(chat.sendMessage(hello())).rejects.toMatchObject({ code: -2101 });
    await enter();
    const elsewhere = chat.createTextMessage({ to: 'r2', payload: { text: 'x' } });
    await expect(chat.sendMessage(elsewhere)).rejects.toMatchObject({ code: -1001 });
    await expect(chat.getMessageList({ conversationID: 'GROUPr2' })).rejects.toMatchObject({ code: -1001 });
  });

  it('sends again under the same id when the connection was lost before the answer', async () => {
    await enter();
    server.isSilent = true;
    const message = hello();
    const sending = chat.sendMessage(message);
    await settled();
    server.isSilent = false;
    server.drop();
    await vi.advanceTimersByTimeAsync(3_000);
    await sending;
    const ids = server.sent('sendTextMessage').map(({ messageId }) => messageId);
    expect(ids).toEqual([message.ID, message.ID]);
    expect(message.status).toBe('success');
  });

  it('tells what others say, in order and once, under both names', async () => {
    await enter();
    const earlier: unknown[] = [];
    engine.on(TUIRoomEvents.onReceiveTextMessage, (payload) => earlier.push(payload));
    const tell = (message: WireMessage) => server.notify('onReceiveTextMessage', { roomId: 'r1', message });
    const bobs = said(1, { userName: 'Bob', avatarUrl: 'b.png' });
    tell(bobs);
    tell(bobs);
    tell(said(2, { userId: 'ann' }));
    server.notify('onReceiveTextMessage', { roomId: 'r2', message: said(3) });
    await settled();
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      name: 'onMessageReceived',
      data: [{ ID: 'm1', from: 'bob', nick: 'Bob', flow: 'in', payload: { text: 'text 1' }, sequence: 1 }],
    });
    expect(earlier).toEqual([
      {
        roomId: 'r1',
        message: {
          messageId: 'm1',
          message: 'text 1',
          timestamp: 1,
          userId: 'bob',
          userName: 'Bob',
          avatarUrl: 'b.png',
        },
      },
    ]);
  });

  it('catches up after a lost connection', async () => {
    await enter();
    server.notify('onReceiveTextMessage', { roomId: 'r1', message: said(1) });
    await settled();
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    list = { messageList: [said(2), said(3)], isCompleted: true };
    server.drop();
    await vi.advanceTimersByTimeAsync(3_000);
    await settled();
    expect(server.sent('getMessageList').at(-1)).toEqual({ after: 1, count: 100 });
    expect(events.flatMap(({ data }) => data.map(({ sequence }) => sequence))).toEqual([1, 2, 3]);
  });

  it.each([
    ['catches up in the room that it enters again', 1, { after: 1, count: 100 }],
    ['begins anew where another room has the id now', 2, { count: 1 }],
  ])('%s', async (_, createTime, asked) => {
    await enter();
    server.notify('onReceiveTextMessage', { roomId: 'r1', message: said(1) });
    await settled();
    server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo({ createTime }), seq: 3 });
    server.drop();
    await vi.advanceTimersByTimeAsync(3_000);
    await settled();
    expect(server.sent('enterRoom')).toHaveLength(2);
    expect(server.sent('getMessageList').at(-1)).toEqual(asked);
  });

  it('pages back by what it answered before', async () => {
    await enter();
    list = { messageList: [said(4), said(5, { isCustom: true, message: '{}' })], isCompleted: false };
    const first = (await chat.getMessageList({ conversationID: 'GROUPr1' })).data;
    expect(first.messageList.map(({ sequence }) => sequence)).toEqual([4, 5]);
    expect(first.messageList[1]?.payload).toEqual({ data: '{}', description: '', extension: '' });
    expect(first.isCompleted).toBe(false);
    list = { messageList: [said(3)], isCompleted: true };
    const { nextReqMessageID } = first;
    const second = (await chat.getMessageList({ conversationID: 'GROUPr1', nextReqMessageID })).data;
    expect(server.sent('getMessageList').at(-1)).toEqual({ count: 15, before: 4 });
    expect(second).toMatchObject({ isCompleted: true, nextReqMessageID: '' });
    list = { messageList: [], isCompleted: true };
    await chat.getMessageList({ conversationID: 'GROUPr1', nextReqMessageID: 'm5' });
    expect(server.sent('getMessageList').at(-1)).toEqual({ count: 15, before: 5 });
    const unknown = chat.getMessageList({ conversationID: 'GROUPr1', nextReqMessageID: 'x' });
    await expect(unknown).rejects.toMatchObject({ code: -1001 });
  });

  it('knows profiles', async () => {
    await enter();
    server.handlers['getSelfInfo'] = () => ({ userId: 'ann', userName: 'Ann', avatarUrl: 'a.png' });
    expect((await chat.getMyProfile()).data).toEqual({ userID: 'ann', nick: 'Ann', avatar: 'a.png' });
    await chat.updateMyProfile({ nick: 'Anna' });
    expect(server.sent('setSelfInfo')).toEqual([{ userName: 'Anna' }]);
    expect((await chat.getUserProfile({ userIDList: ['bob', 'zoe'] })).data).toEqual([
      { userID: 'bob', nick: 'Bob', avatar: 'b.png' },
    ]);
    expect((await chat.getFriendList()).data).toEqual([]);
    await expect(chat.modifyMessage()).rejects.toMatchObject({ code: -1 });
  });

  it('sends by the earlier methods and switches messages off', async () => {
    await enter();
    await engine.sendTextMessage({ messageText: 'hi' });
    await engine.sendCustomMessage({ messageText: '{}' });
    expect(server.sent('sendTextMessage')).toMatchObject([{ messageText: 'hi' }]);
    expect(server.sent('sendCustomMessage')).toMatchObject([{ messageText: '{}' }]);
    await engine.disableSendingMessageForAllUser({ isDisable: true });
    await engine.disableSendingMessageByAdmin({ userId: 'bob', isDisable: true });
    expect(server.sent('disableSendingMessageForAllUser')).toEqual([{ isDisable: true }]);
    expect(server.sent('disableSendingMessageByAdmin')).toEqual([{ userId: 'bob', isDisable: true }]);
    const told: unknown[] = [];
    engine.on(TUIRoomEvents.onSendMessageForUserDisableChanged, (payload) => told.push(payload));
    const userInfo = { userId: 'bob', userName: 'Bob', avatarUrl: 'b.png', isMessageDisabled: true };
    server.notify('onSendMessageForUserDisableChanged', {
      roomId: 'r1',
      userId: 'bob',
      isDisable: true,
      seq: 4,
    });
    server.notify('onUserInfoChanged', { roomId: 'r1', userInfo, seq: 4 });
    await settled();
    expect(told).toEqual([{ roomId: 'r1', userId: 'bob', isDisable: true }]);
  });
});
