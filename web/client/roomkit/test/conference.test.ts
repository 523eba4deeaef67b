import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError, TUIRoomEngine } from '@confab/engine';
import { engine, fresh, info, user } from './kit';
import { conference, RoomEvent } from '../src/conference';
import { useRoom } from '../src/state/room';
import { useUi } from '../src/state/ui';

beforeEach(async () => {
  fresh();
  vi.spyOn(TUIRoomEngine, 'login').mockResolvedValue();
  const self = { userId: 'ann', userName: 'Ann', avatarUrl: '', customInfo: {} };
  vi.spyOn(TUIRoomEngine, 'getSelfInfo').mockResolvedValue(self);
  engine.answer('enterRoom', info());
  engine.answer('getMembers', [user('bob'), user('ann', { userRole: 0 })]);
  await conference.login({ sdkAppId: 1, userId: 'ann', userSig: 's' });
});

describe('the conference', () => {
  it('starts a meeting: creates the room, enters it, opens what was asked for', async () => {
    const started = vi.fn();
    conference.on(RoomEvent.ROOM_START, started);
    await conference.start('123', { roomName: 'Weekly', isOpenMicrophone: true });
    expect(engine.asked('createRoom')).toEqual([
      { roomId: '123', roomType: 1, isSeatEnabled: false, roomName: 'Weekly' },
    ]);
    expect(engine.asked('openLocalMicrophone')).toHaveLength(1);
    expect(engine.asked('openLocalCamera')).toHaveLength(0);
    expect(started).toHaveBeenCalledOnce();
    expect(useRoom().order).toEqual(['ann', 'bob']);
  });

  it('joins with a password, and creates nothing', async () => {
    await conference.join('123', { password: 'pw' });
    expect(engine.asked('createRoom')).toEqual([]);
    expect(engine.asked('enterRoom')).toEqual([{ roomId: '123', options: { password: 'pw' } }]);
  });

  it('keeps nobody out whose camera does not open', async () => {
    engine.fail('openLocalCamera', new EngineError(-1103, 'none'));
    await conference.join('123', { isOpenCamera: true });
    expect(useRoom().isIn).toBe(true);
    expect(useUi().toasts[0]?.text).toMatch(/No camera was found/);
  });

  it('hands on why joining was refused', async () => {
    engine.fail('enterRoom', new EngineError(-2111, 'full'));
    await expect(conference.join('123')).rejects.toMatchObject({ code: -2111 });
    expect(useRoom().isIn).toBe(false);
    expect(useRoom().isEntering).toBe(false);
  });

  it('mirrors who comes and goes', async () => {
    await conference.join('123');
    engine.tell('onRemoteUserEnterRoom', { roomId: '123', userInfo: user('cai') });
    engine.tell('onRemoteUserLeaveRoom', { roomId: '123', userInfo: user('bob') });
    expect(useRoom().order).toEqual(['ann', 'cai']);
    expect(useUi().toasts.map(({ text }) => text)).toEqual(['Cai has joined.', 'Bob has left.']);
  });

  it('says of whom we remove that, and not that it has left', async () => {
    await conference.join('123');
    useRoom().removing = 'bob';
    engine.tell('onRemoteUserEnterRoom', { roomId: '123', userInfo: user('cai') });
    engine.tell('onRemoteUserLeaveRoom', { roomId: '123', userInfo: user('bob') });
    engine.tell('onRemoteUserLeaveRoom', { roomId: '123', userInfo: user('cai') });
    expect(useUi().toasts.map(({ text }) => text)).toEqual([
      'Cai has joined.',
      'Bob was removed.',
      'Cai has left.',
    ]);
  });

  it('tells an application that it was removed', async () => {
    const removed = vi.fn();
    conference.on(RoomEvent.KICKED_OUT, removed);
    await conference.join('123');
    engine.tell('onKickedOutOfRoom', { roomId: '123', reason: 0, message: '' });
    expect(removed).toHaveBeenCalledOnce();
    expect(useRoom().notice).toBe('kickedByHost');
    conference.off(RoomEvent.KICKED_OUT, removed);
    engine.tell('onKickedOutOfRoom', { roomId: '123', reason: 0, message: '' });
    expect(removed).toHaveBeenCalledOnce();
  });

  it('leaves closed what a host has closed while the page was reloaded', async () => {
    engine.answer('getClosedDevices', [1]);
    await conference.join('123', { isOpenMicrophone: true, isOpenCamera: true });
    expect(engine.asked('openLocalMicrophone')).toEqual([]);
    expect(engine.asked('openLocalCamera')).toHaveLength(1);
  });

  it('goes on while another UserSig is waited for, and says in the end that it has expired', async () => {
    await conference.join('123');
    engine.tell('onConnectionStateChanged', { state: 'reconnecting' });
    engine.tell('onUserSigExpired', undefined);
    expect(useRoom().isIn).toBe(true);
    engine.tell('onConnectionStateChanged', { state: 'connected' });
    engine.tell('onConnectionStateChanged', { state: 'disconnected' });
    expect(useRoom().isIn).toBe(true);
    engine.tell('onUserSigExpired', undefined);
    engine.tell('onConnectionStateChanged', { state: 'disconnected' });
    engine.tell('onKickedOutOfRoom', { roomId: '123', reason: 2, message: 'The UserSig has expired' });
    expect(useRoom().notice).toBe('expired');
  });
});
