import { TUIMediaDevice, TUIRoomEngine, TUIRoomType, TUISeatMode } from '@confab/engine';
import { restoreVideoSettings } from './composables/useVideoSettings';
import { engineOrNull, theEngine } from './engine';
import type { Language } from './i18n';
import { wordsFor } from './i18n/errors';
import { translate } from './i18n';
import { mirrorConferences, useConferences } from './state/conferences';
import { useLocal } from './state/local';
import { mirror } from './state/mirror';
import { useRoom } from './state/room';
import { useSeats } from './state/seats';
import { useUi, type FeatureButton, type Theme } from './state/ui';
import { useChat } from './state/chat';

export enum RoomEvent {
  ROOM_START = 'RoomStart',
  ROOM_JOIN = 'RoomJoin',
  ROOM_LEAVE = 'RoomLeave',
  ROOM_DISMISS = 'RoomDismiss',
  KICKED_OFFLINE = 'KickedOffline',
  KICKED_OUT = 'KickedOut',
  USER_LOGOUT = 'UserLogout',
  ROOM_ERROR = 'RoomError',
}

export interface JoinParams {
  isOpenCamera?: boolean;
  isOpenMicrophone?: boolean;
  defaultCameraId?: string;
  defaultMicrophoneId?: string;
  defaultSpeakerId?: string;
  /** Extension: the password of a room that has one. */
  password?: string;
}

export interface StartParams extends JoinParams {
  roomName?: string;
  isSeatEnabled?: boolean;
}

type Callback = (payload?: unknown) => void;

/** The meeting as an application steers it: log in, start or join, and what the component shows. */
class Conference {
  private readonly callbacks = new Map<RoomEvent, Set<Callback>>();
  private isMirrored = false;

  getRoomEngine(): TUIRoomEngine | null {
    return engineOrNull();
  }

  on(eventType: RoomEvent, callback: Callback): void {
    const set = this.callbacks.get(eventType) ?? new Set();
    this.callbacks.set(eventType, set.add(callback));
  }

  off(eventType: RoomEvent, callback: Callback): void {
    this.callbacks.get(eventType)?.delete(callback);
  }

  async login(params: { sdkAppId: number; userId: string; userSig: string }): Promise<void> {
    this.prepare();
    await TUIRoomEngine.login(params);
    const self = await TUIRoomEngine.getSelfInfo();
    const room = useRoom();
    room.selfId = self.userId;
    room.selfName = self.userName;
    room.mediaMode = theEngine().getMediaMode();
  }

  async logout(): Promise<void> {
    await TUIRoomEngine.logout();
    useRoom().$reset();
    useConferences().$reset();
    this.emit(RoomEvent.USER_LOGOUT);
  }

  async start(roomId: string, params: StartParams = {}): Promise<void> {
    const { roomName, isSeatEnabled = false, password } = params;
    await this.enter(roomId, params, async (engine) => {
      const name = roomName ? { roomName } : {};
      const secret = password ? { password } : {};
      const roomType = TUIRoomType.kConference;
      const seats = isSeatEnabled ? { isSeatEnabled, seatMode: TUISeatMode.kApplyToTake } : { isSeatEnabled };
      await engine.createRoom({ roomId, roomType, ...seats, ...name, ...secret });
    });
    this.emit(RoomEvent.ROOM_START, { roomId });
  }

  async join(roomId: string, params: JoinParams = {}): Promise<void> {
    await this.enter(roomId, params);
    this.emit(RoomEvent.ROOM_JOIN, { roomId });
  }

  async leave(): Promise<void> {
    const roomId = useRoom().roomId;
    await theEngine().exitRoom();
    useRoom().ended('left');
    this.emit(RoomEvent.ROOM_LEAVE, { roomId });
  }

  async dismiss(): Promise<void> {
    const roomId = useRoom().roomId;
    await theEngine().destroyRoom();
    useRoom().ended('endedByYou');
    this.emit(RoomEvent.ROOM_DISMISS, { roomId });
  }

  async setSelfInfo(options: { userName?: string; avatarUrl?: string }): Promise<void> {
    await TUIRoomEngine.setSelfInfo(options);
    if (options.userName !== undefined) useRoom().selfName = options.userName;
  }

  setLanguage(language: Language): void {
    useUi().setLanguage(language);
  }

  setTheme(theme: Theme): void {
    useUi().setTheme(theme);
  }

  disableScreenSharing(): void {
    useUi().isScreenSharingDisabled = true;
  }

  /** Nobody writes or reads messages on this page (spec 9802). */
  disableTextMessaging(): void {
    useUi().isChatDisabled = true;
  }

  hideFeatureButton(name: FeatureButton): void {
    useUi().hide(name);
  }

  private emit(event: RoomEvent, payload?: unknown): void {
    for (const callback of [...(this.callbacks.get(event) ?? [])]) callback(payload);
  }

  private prepare(): void {
    if (this.isMirrored) return;
    this.isMirrored = true;
    const engine = theEngine();
    mirror(engine);
    mirrorConferences(engine);
    void restoreVideoSettings(engine);
    engine.on('onRoomDismissed', (payload) => this.emit(RoomEvent.ROOM_DISMISS, payload));
    engine.on('onKickedOutOfRoom', (payload) => this.emit(RoomEvent.KICKED_OUT, payload));
    engine.on('onKickedOffLine', (payload) => this.emit(RoomEvent.KICKED_OFFLINE, payload));
    engine.on('onError', (payload) => this.emit(RoomEvent.ROOM_ERROR, payload));
  }

  private async enter(
    roomId: string,
    params: JoinParams,
    create?: (engine: TUIRoomEngine) => Promise<void>,
  ): Promise<void> {
    this.prepare();
    useChat().$reset();
    const engine = theEngine();
    const room = useRoom();
    const seats = useSeats();
    const { isMicrophoneOn, isCameraOpened } = useLocal();
    let wanted = params;
    seats.$reset();
    room.isEntering = true;
    try {
      await create?.(engine);
      const { password } = params;
      const info = await engine.enterRoom({ roomId, ...(password && { options: { password } }) });
      if (info.isSeatEnabled) {
        // Entering has let go of what the lobby had opened.
        wanted = {
          ...params,
          isOpenMicrophone: params.isOpenMicrophone || isMicrophoneOn,
          isOpenCamera: params.isOpenCamera || isCameraOpened,
        };
        if (create) await engine.takeSeat({ seatIndex: -1 });
        await this.findSeats(engine, room.selfId);
      }
      room.entered(info, room.selfId, engine.getMembers());
    } catch (error) {
      this.emit(RoomEvent.ROOM_ERROR, error);
      throw error;
    } finally {
      room.isEntering = false;
    }
    await this.openDevices(engine, wanted);
  }

  /** Who sits where, and what is open of what was asked. */
  private async findSeats(engine: TUIRoomEngine, selfId: string): Promise<void> {
    const seats = useSeats();
    seats.reseated(await engine.getSeatList());
    const applications = await engine.getSeatApplicationList();
    applications.forEach((request) => {
      if (request.userId === selfId) seats.applied = request;
      else seats.received(request);
    });
  }

  /** A device that does not open is told, but keeps nobody out of the meeting. */
  private async openDevices(engine: TUIRoomEngine, params: JoinParams): Promise<void> {
    const { defaultCameraId, defaultMicrophoneId, defaultSpeakerId } = params;
    const tell = (error: unknown) => {
      const ui = useUi();
      ui.toast(translate(ui.language, wordsFor(error)), 'error');
      this.emit(RoomEvent.ROOM_ERROR, error);
    };
    await Promise.all([
      defaultCameraId && engine.setCurrentCameraDevice({ deviceId: defaultCameraId }),
      defaultMicrophoneId && engine.setCurrentMicDevice({ deviceId: defaultMicrophoneId }),
      defaultSpeakerId && engine.setCurrentSpeakerDevice({ deviceId: defaultSpeakerId }),
    ]).catch(tell);
    if (useSeats().isAudience) return; // It listens, and need not be told that it may not send.
    const closed = engine.getClosedDevices(); // by a host, while the page was away
    const mayOpen = (device: TUIMediaDevice) => !closed.includes(device);
    if (params.isOpenMicrophone && mayOpen(TUIMediaDevice.kMicrophone))
      await engine.openLocalMicrophone().catch(tell);
    if (params.isOpenCamera && mayOpen(TUIMediaDevice.kCamera)) await engine.openLocalCamera().catch(tell);
  }
}

export const conference = new Conference();
export type { Conference };
