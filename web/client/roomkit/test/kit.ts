import type { TUIRequest, TUIRequestAction, TUISeatInfo, TUIUserInfo } from '@confab/engine';
import { vi } from 'vitest';
import { useChat } from '../src/state/chat';
import { useLocal } from '../src/state/local';
import { useRoom } from '../src/state/room';
import { useSeats } from '../src/state/seats';
import { useUi } from '../src/state/ui';

const mocks = vi.hoisted(() => {
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  const known: Record<string, unknown> = {
    on: (event: string, listener: (payload: unknown) => void) =>
      listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    off: () => undefined,
    getMediaMode: () => 'janus',
  };
  const calls: [string, unknown][] = [];
  const failures = new Map<string, unknown>();
  const answers = new Map<string, unknown>();
  const lastSequence = { value: 100 };
  const chat = {
    on: known['on'],
    off: known['off'],
    createTextMessage: ({ to, payload }: { to: string; payload: { text: string } }) => ({
      ID: `own-${calls.length}`,
      type: 'TIMTextElem',
      payload,
      to,
      from: 'ann',
      time: 1_000,
      status: 'unSend',
      sequence: 0,
    }),
    sendMessage: async (message: Record<string, unknown>) => {
      calls.push(['sendMessage', { ...message }]);
      if (failures.has('sendMessage')) throw failures.get('sendMessage');
      return {
        data: { message: Object.assign(message, { status: 'success', sequence: ++lastSequence.value }) },
      };
    },
    getMessageList: async (params: unknown) => {
      calls.push(['getMessageList', params]);
      return {
        data: answers.get('getMessageList') ?? { messageList: [], nextReqMessageID: '', isCompleted: true },
      };
    },
  };
  known['getTIM'] = () => chat;
  /** A part of the engine whose methods are noted like its own. */
  const part = (...methods: string[]) =>
    Object.fromEntries(
      methods.map((method) => [
        method,
        async (params: unknown) => {
          calls.push([method, params]);
          if (failures.has(method)) throw failures.get(method);
        },
      ]),
    );
  const trtc = part('setLocalRenderParams');
  known['getTRTCCloud'] = () => trtc;
  const manager = part('startSpeakerDeviceTest', 'stopSpeakerDeviceTest');
  known['getMediaDeviceManager'] = () => manager;
  return { listeners, known, calls, failures, answers };
});

/** An engine that notes what it is asked, answers what a test says, and tells what a test tells. */
const fakeEngine = new Proxy(mocks.known, {
  get(known, method: string) {
    if (method in known) return known[method];
    if (method === 'then') return undefined;
    if (method === 'getMembers' || method === 'getClosedDevices')
      return () => mocks.answers.get(method) ?? [];
    if (method.startsWith('getCurrent')) return () => ({ deviceId: '', deviceName: '' });
    return (params: unknown) => {
      mocks.calls.push([method, params]);
      if (mocks.failures.has(method)) return Promise.reject(mocks.failures.get(method));
      return Promise.resolve(mocks.answers.get(method) ?? []);
    };
  },
});

// Planned conferences are asked for in the same way.
mocks.known['getConferenceListManager'] = () => fakeEngine;

vi.mock('../src/engine', () => ({ theEngine: () => fakeEngine, engineOrNull: () => fakeEngine }));

export const engine = {
  asked: (method: string) => mocks.calls.filter(([name]) => name === method).map(([, params]) => params),
  fail: (method: string, error: unknown) => mocks.failures.set(method, error),
  heal: (method: string) => mocks.failures.delete(method),
  answer: (method: string, value: unknown) => mocks.answers.set(method, value),
  tell: (event: string, payload: unknown) =>
    mocks.listeners.get(event)?.forEach((listener) => listener(payload)),
};

export const user = (userId: string, changes: Partial<TUIUserInfo> = {}): TUIUserInfo => ({
  userId,
  userName: userId[0]?.toUpperCase() + userId.slice(1),
  nameCard: '',
  avatarUrl: '',
  userRole: 2,
  hasAudioStream: false,
  hasVideoStream: false,
  hasScreenStream: false,
  isMessageDisabled: false,
  roomCustomInfo: {},
  ...changes,
});

export const info = (changes: object = {}) => ({
  roomId: '123',
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
  roomMemberCount: 0,
  ...changes,
});

/** A meeting as seen by the first of its members. */
export function meetingOf(...users: TUIUserInfo[]): void {
  useRoom().entered(info(), users[0]?.userId ?? '', users);
}

/** The same in a room with seats that are applied for; `seated` sit, in this order. */
export function stageOf(seated: string[], ...users: TUIUserInfo[]): void {
  useRoom().entered(info({ isSeatEnabled: true, seatMode: 2 }), users[0]?.userId ?? '', users);
  useSeats().reseated(seatsOf(...seated, ''));
}

export const seatsOf = (...userIds: string[]): TUISeatInfo[] =>
  userIds.map((userId, index) => ({
    index,
    userId,
    userName: '',
    nameCard: '',
    avatarUrl: '',
    locked: false,
    isVideoLocked: false,
    isAudioLocked: false,
  }));

export const request = (requestId: string, userId: string, requestAction: TUIRequestAction): TUIRequest => ({
  requestAction,
  timestamp: 1,
  requestId,
  userId,
  userName: userId[0]?.toUpperCase() + userId.slice(1),
  nameCard: '',
  avatarUrl: '',
  content: '',
});

export function fresh(): void {
  useRoom().$reset();
  useSeats().$reset();
  const { lastToastId } = useUi();
  useUi().$reset();
  useUi().lastToastId = lastToastId; // or the timers of earlier tests take away toasts of later ones
  useUi().language = 'en-US';
  useUi().theme = 'LIGHT';
  useLocal().$reset();
  useChat().$reset();
  mocks.calls.length = 0;
  mocks.failures.clear();
  mocks.answers.clear();
}
