import { TUIErrorCode, TUIRequestAction, TUIRequestCallbackType } from './enums';
import type { Emitter } from './emitter';
import { EngineError } from './errors';
import { userOf } from './room';
import type { Session } from './session';
import type { EngineEvents, TUIRequest, TUIRequestCallback } from './types';
import type { NotificationMessage } from './wire/connection';
import type { AskMethod, InRoom, Methods, RequestNotifications } from './wire/protocol';

export type OnOutcome = (callback: TUIRequestCallback) => void;

/** What members ask of those who decide; the rest is put to one of us alone. */
const APPLICATIONS: ReadonlySet<TUIRequestAction> = new Set([
  TUIRequestAction.kRequestToTakeSeat,
  TUIRequestAction.kApplyToAdminToOpenLocalCamera,
  TUIRequestAction.kApplyToAdminToOpenLocalMicrophone,
  TUIRequestAction.kApplyToAdminToOpenLocalScreenShare,
]);

type RequestMessage = Extract<NotificationMessage, { method: keyof RequestNotifications }>;

const REQUEST_METHODS: ReadonlySet<string> = new Set<keyof RequestNotifications>([
  'onRequestReceived',
  'onRequestCancelled',
  'onRequestProcessed',
  'onRequestCallback',
]);

export const isRequestMessage = (message: NotificationMessage): message is RequestMessage =>
  REQUEST_METHODS.has(message.method);

/**
 * What we asked in a room, until its outcome, and what we are asked, until somebody has answered. The server may repeat
 * itself, after a lost socket; applications are told once.
 */
export class Requests {
  private readonly asked = new Map<string, OnOutcome>();
  private readonly toAnswer = new Map<string, TUIRequest>();
  /** Outcomes that overtook the answer saying which request they belong to. */
  private readonly early = new Map<string, TUIRequestCallback>();
  private underWay = 0;
  private isTelling = false;

  constructor(
    private readonly session: Pick<Session, 'request'>,
    private readonly events: Emitter<EngineEvents>,
    /** Ourselves, as others know us. */
    private readonly self: () => Pick<TUIRequest, 'userId' | 'userName' | 'nameCard' | 'avatarUrl'>,
  ) {}

  /** Asks; what needs nobody's answer counts as accepted by ourselves, without an id. */
  async ask<M extends AskMethod>(
    requestAction: TUIRequestAction,
    method: M,
    params: Methods[M]['params'],
    onOutcome: OnOutcome = () => undefined,
  ): Promise<TUIRequest> {
    this.underWay++;
    try {
      const { request } = await this.session.request(method, params);
      if (request) {
        this.expect(request.requestId, onOutcome);
        return request;
      }
    } finally {
      if (--this.underWay === 0) this.early.clear();
    }
    const { userId } = this.self();
    onOutcome({
      requestCallbackType: TUIRequestCallbackType.kRequestAccepted,
      requestId: '',
      userId,
      code: TUIErrorCode.ERR_SUCC,
      message: '',
    });
    return { requestAction, timestamp: Date.now(), requestId: '', ...this.self(), content: '' };
  }

  /** Answers; gives what was asked, where that is known. */
  async answer(requestId: string, agree: boolean): Promise<TUIRequest | undefined> {
    await this.session.request('responseRemoteRequest', { requestId, agree });
    const request = this.toAnswer.get(requestId);
    this.toAnswer.delete(requestId);
    return request;
  }

  accept(message: RequestMessage): void {
    switch (message.method) {
      case 'onRequestReceived':
        return this.received(message.params.request);
      case 'onRequestCancelled':
      case 'onRequestProcessed':
        return this.ended(message.method, message.params);
      case 'onRequestCallback':
        return this.settled(message.params);
    }
  }

  /** From now on the application is told, first of what is open already. */
  tell(): void {
    this.isTelling = true;
    this.toAnswer.forEach((request) => this.events.emit('onRequestReceived', { request: { ...request } }));
  }

  /** We decide no more: what the hosts are asked is not ours to answer, and nobody tells us how it ends. */
  decideNoMore(): void {
    for (const request of [...this.toAnswer.values()]) {
      if (!APPLICATIONS.has(request.requestAction)) continue;
      const { requestId, userId, userName, nameCard, avatarUrl } = request;
      const userInfo = { userId, userName, nameCard, avatarUrl };
      this.ended('onRequestCancelled', { requestId, userId, request, userInfo });
    }
  }

  /** The meeting is over, and with it what was asked. */
  close(): void {
    const over = new EngineError(
      TUIErrorCode.ERR_OPERATION_INVALID_BEFORE_ENTER_ROOM,
      'The meeting is over for you',
    );
    [...this.asked.keys()].forEach((requestId) =>
      this.settled({
        requestCallbackType: TUIRequestCallbackType.kRequestError,
        requestId,
        userId: '',
        code: over.code,
        message: over.message,
      }),
    );
    this.toAnswer.clear();
    this.isTelling = false;
  }

  private expect(requestId: string, onOutcome: OnOutcome): void {
    this.asked.set(requestId, onOutcome);
    const outcome = this.early.get(requestId);
    if (outcome) queueMicrotask(() => this.settled(outcome));
  }

  private received(request: TUIRequest): void {
    const isKnown = this.toAnswer.has(request.requestId);
    this.toAnswer.set(request.requestId, request);
    if (!isKnown && this.isTelling) this.events.emit('onRequestReceived', { request: { ...request } });
  }

  private ended(
    event: 'onRequestCancelled' | 'onRequestProcessed',
    { requestId, userId, request, userInfo }: Omit<RequestNotifications['onRequestCancelled'], keyof InRoom>,
  ): void {
    const isKnown = this.toAnswer.delete(requestId);
    if (!isKnown || !this.isTelling) return;
    this.events.emit(event, { requestId, userId, request, userInfo: userOf(userInfo) });
  }

  private settled({ requestCallbackType, requestId, userId, code, message }: TUIRequestCallback): void {
    const outcome = { requestCallbackType, requestId, userId, code, message };
    const onOutcome = this.asked.get(requestId);
    if (onOutcome) {
      this.asked.delete(requestId);
      onOutcome(outcome);
    } else if (this.underWay > 0) {
      this.early.set(requestId, outcome);
    } else if (this.isTelling) {
      this.events.emit('onRequestCallback', outcome);
    }
  }
}
