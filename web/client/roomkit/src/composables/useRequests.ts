import {
  EngineError,
  TUIErrorCode,
  TUIMediaDevice,
  TUIRequestAction,
  TUIRequestCallbackType,
  type TUIRequest,
  type TUIRequestCallback,
  type TUIUserInfo,
} from '@confab/engine';
import { theEngine } from '../engine';
import { useI18n, type MessageKey } from '../i18n';
import { wordsFor } from '../i18n/errors';
import { nameOf, useRoom } from '../state/room';
import { useLocal } from '../state/local';
import { useSeats } from '../state/seats';
import { useUi } from '../state/ui';

/** A member that does not answer a host is not waited for longer. */
const ANSWER_WITHIN_SECONDS = 60;

const ANY_SEAT = -1;

const APPLIED_FOR: Partial<Record<TUIRequestAction, MessageKey>> = {
  [TUIRequestAction.kRequestToTakeSeat]: 'request.seat',
  [TUIRequestAction.kApplyToAdminToOpenLocalMicrophone]: 'request.microphone',
  [TUIRequestAction.kApplyToAdminToOpenLocalCamera]: 'request.camera',
  [TUIRequestAction.kApplyToAdminToOpenLocalScreenShare]: 'request.screen',
};

/** What a host asks to be opened. */
const TO_OPEN: Partial<Record<TUIRequestAction, TUIMediaDevice>> = {
  [TUIRequestAction.kRequestToOpenRemoteMicrophone]: TUIMediaDevice.kMicrophone,
  [TUIRequestAction.kRequestToOpenRemoteCamera]: TUIMediaDevice.kCamera,
};

/** What a member asks for, in words. */
export const wordsOf = (request: TUIRequest): MessageKey =>
  APPLIED_FOR[request.requestAction] ?? 'request.seat';

/** Asking and answering; what goes wrong is said in words. */
export function useRequests() {
  const room = useRoom();
  const seats = useSeats();
  const ui = useUi();
  const { t } = useI18n();
  const tell = (error: unknown) => ui.toast(t(wordsFor(error)), 'error');

  async function attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
    } catch (error) {
      tell(error);
    }
  }

  /** Sits down, or asks for it. */
  async function takeSeat(): Promise<void> {
    if (seats.isBusy) return;
    seats.isBusy = true;
    let isSettled = false;
    const requestCallback = (outcome: TUIRequestCallback) => {
      isSettled = true;
      seats.ended(outcome.requestId);
      if (outcome.requestCallbackType === TUIRequestCallbackType.kRequestRejected)
        ui.toast(t('seat.rejected'));
    };
    await attempt(async () => {
      const request = await theEngine().takeSeat({ seatIndex: ANY_SEAT, timeout: 0, requestCallback });
      if (request.requestId && !isSettled) seats.applied = request;
    });
    seats.isBusy = false;
  }

  async function leaveSeat(): Promise<void> {
    await attempt(() => theEngine().leaveSeat());
  }

  async function takeBack(): Promise<void> {
    const requestId = seats.applied?.requestId;
    if (!requestId) return;
    await attempt(() => theEngine().cancelRequest({ requestId }));
    seats.ended(requestId);
  }

  /** A refusal because it was answered meanwhile is no news. */
  async function answer({ requestId, requestAction }: TUIRequest, agree: boolean): Promise<void> {
    const device = agree ? TO_OPEN[requestAction] : undefined;
    try {
      if (device) room.allow(device);
      await theEngine().responseRemoteRequest({ requestId, agree });
      seats.ended(requestId);
    } catch (error) {
      const isOver = error instanceof EngineError && error.code === TUIErrorCode.ERR_REQUEST_ID_INVALID;
      if (isOver) seats.ended(requestId);
      else tell(error);
    }
  }

  async function answerAll(agree: boolean): Promise<void> {
    for (const request of [...seats.applications]) await answer(request, agree);
  }

  /** Tells the host how it ended. */
  const outcomeFor =
    (name: string) =>
    ({ requestCallbackType }: TUIRequestCallback): void => {
      const isRefused = requestCallbackType === TUIRequestCallbackType.kRequestRejected;
      const isLate = requestCallbackType === TUIRequestCallbackType.kRequestTimeout;
      if (isRefused) ui.toast(t('request.refused', { name }));
      if (isLate) ui.toast(t('request.unanswered', { name }));
    };

  async function inviteToSeat(user: TUIUserInfo): Promise<void> {
    const name = nameOf(user);
    await attempt(async () => {
      await theEngine().takeUserOnSeatByAdmin({
        seatIndex: ANY_SEAT,
        userId: user.userId,
        timeout: ANSWER_WITHIN_SECONDS,
        requestCallback: outcomeFor(name),
      });
      ui.toast(t('request.asked', { name }));
    });
  }

  async function askToOpen(user: TUIUserInfo, device: TUIMediaDevice): Promise<void> {
    const name = nameOf(user);
    await attempt(async () => {
      await theEngine().openRemoteDeviceByAdmin({
        userId: user.userId,
        device,
        timeout: ANSWER_WITHIN_SECONDS,
        requestCallback: outcomeFor(name),
      });
      ui.toast(t('request.asked', { name }));
    });
  }

  async function takeOffSeat({ userId }: TUIUserInfo): Promise<void> {
    await attempt(() => theEngine().kickUserOffSeatByAdmin({ seatIndex: ANY_SEAT, userId }));
  }

  async function lockSeat(seatIndex: number, isLocked: boolean): Promise<void> {
    const lockParams = { lockAudio: isLocked, lockVideo: isLocked };
    await attempt(() => theEngine().lockSeatByAdmin({ seatIndex, lockParams }));
  }

  async function speak(): Promise<void> {
    await theEngine().openLocalMicrophone();
    if (useLocal().isMicrophoneMuted) await theEngine().unmuteLocalAudio();
  }

  /** Asks the hosts for a device that is switched off for everybody, and opens it when they agree. */
  async function applyFor(device: TUIMediaDevice): Promise<void> {
    const requestCallback = ({ requestId, requestCallbackType }: TUIRequestCallback) => {
      if (requestCallbackType === TUIRequestCallbackType.kRequestRejected) ui.toast(t('apply.rejected'));
      if (requestCallbackType !== TUIRequestCallbackType.kRequestAccepted || !requestId) return;
      room.allow(device);
      if (device === TUIMediaDevice.kMicrophone) void attempt(speak);
      else if (device === TUIMediaDevice.kCamera) void attempt(() => theEngine().openLocalCamera());
      else ui.toast(t('apply.screenAllowed')); // a browser shares a screen from a click only
    };
    await attempt(async () => {
      await theEngine().applyToAdminToOpenLocalDevice({ device, timeout: 0, requestCallback });
      ui.toast(t('apply.sent'));
    });
  }

  return {
    takeSeat,
    leaveSeat,
    takeBack,
    answer,
    answerAll,
    inviteToSeat,
    askToOpen,
    takeOffSeat,
    lockSeat,
    applyFor,
  };
}
