import { describe, expect, it } from 'vitest';
import { TUIRoomType, TUISpeechMode } from '../src';
import { Emitter } from '../src/emitter';
import { Room } from '../src/room';
import { speechModeOf, speechParams, speechSteps } from '../src/speech';
import type { EngineEvents, TUIRoomInfo } from '../src/types';
import { roomInfo } from './fakeServer';

const { kFreeToSpeak, kApplyToSpeak, kSpeakAfterTakingSeat } = TUISpeechMode;
const { kConference, kLive } = TUIRoomType;
const unsupported = expect.objectContaining({ code: -2103 }) as Error;

const created = (mode: TUISpeechMode, roomType: TUIRoomType): TUIRoomInfo =>
  roomInfo({ roomType, ...speechParams(mode, roomType) });

describe('how people come to speak, in the words of an earlier edition', () => {
  it.each([
    [kFreeToSpeak, kConference, {}],
    [kApplyToSpeak, kConference, { isMicrophoneDisableForAllUser: true, isCameraDisableForAllUser: true }],
    [kSpeakAfterTakingSeat, kConference, { isSeatEnabled: true, seatMode: 2 }],
    [kFreeToSpeak, kLive, { isSeatEnabled: true, seatMode: 1 }],
    [kSpeakAfterTakingSeat, kLive, { isSeatEnabled: true, seatMode: 2 }],
  ])(
    'mode %i of a room of type %i is said with seats and switches, and read from them',
    (mode, type, params) => {
      expect(speechParams(mode, type)).toEqual(params);
      expect(speechModeOf(created(mode, type))).toBe(mode);
    },
  );

  it('knows no raised hands in live rooms', () => {
    expect(() => speechParams(kApplyToSpeak, kLive)).toThrow(unsupported);
  });

  it('switches microphones and cameras off and on in a conference without seats', () => {
    const steps = (isDisable: boolean) =>
      [1, 2].map((device) => ({
        method: 'disableDeviceForAllUserByAdmin',
        params: { device, isDisable },
      }));
    const free = created(kFreeToSpeak, kConference);
    expect(speechSteps(kApplyToSpeak, free)).toEqual(steps(true));
    expect(speechSteps(kFreeToSpeak, free)).toEqual(steps(false));
    expect(() => speechSteps(kSpeakAfterTakingSeat, free)).toThrow(unsupported);
  });

  it('changes in a live room whether seats are applied for', () => {
    const live = created(kFreeToSpeak, kLive);
    const method = 'updateRoomSeatModeByAdmin';
    expect(speechSteps(kSpeakAfterTakingSeat, live)).toEqual([{ method, params: { seatMode: 2 } }]);
    expect(speechSteps(kFreeToSpeak, live)).toEqual([{ method, params: { seatMode: 1 } }]);
  });

  it('gives seats to a conference as long as it is empty', () => {
    const empty = created(kFreeToSpeak, kConference);
    expect(speechSteps(kSpeakAfterTakingSeat, empty, true)).toEqual([
      { method: 'updateRoomSeatModeByAdmin', params: { seatMode: 2 } },
    ]);
  });

  it('keeps the seats of a conference that has them', () => {
    const seated = created(kSpeakAfterTakingSeat, kConference);
    expect(() => speechSteps(kFreeToSpeak, seated)).toThrow(unsupported);
  });

  it('is told when it changes, once', () => {
    const events = new Emitter<EngineEvents>();
    const told: unknown[] = [];
    events.on('onRoomSpeechModeChanged', (change) => told.push(change));
    const room = new Room(roomInfo(), 'ann', events);
    const switched = { roomId: 'r1', isDisable: true };
    room.accept({ method: 'onAllUserMicrophoneDisableChanged', params: { ...switched, seq: 1 } });
    expect(told).toEqual([]);
    room.accept({ method: 'onAllUserCameraDisableChanged', params: { ...switched, seq: 2 } });
    expect(told).toEqual([{ roomId: 'r1', speechMode: kApplyToSpeak }]);
  });
});
