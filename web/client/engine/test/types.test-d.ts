/**
 * That applications written for the published engine are served by this one is a matter of types: the type checker says
 * what is missing. Nothing here runs.
 */
import type TheirEngine from '@tencentcloud/tuiroom-engine-js';
import type * as Theirs from '@tencentcloud/tuiroom-engine-js';
import type * as Ours from '../src';

/** The names that `T` has and that `O` lacks, or has otherwise. */
type Gaps<O, T> = { [K in keyof T]: K extends keyof O ? (O[K] extends T[K] ? never : K) : K }[keyof T];

/** Fails when a gap opens, and when one closes: then it goes from the list. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : { missing: B }) : { unexpected: Exclude<A, B> };
const only = <Found, Known>(_isTrue: Same<Found, Known>): void => undefined;

/** Of the published classes what applications do not call, and what gives objects that are looked at below. */
type Internal =
  'setModule' | 'className' | 'prototype' | 'setDeviceManagerWASM' | 'setConferenceListManagerWASM';
type Parts = 'getInstance' | 'getMediaDeviceManager' | 'getConferenceListManager' | 'getTRTCCloud' | 'getTIM';

type Methods = Omit<TheirEngine, Internal | Parts>;
only<Gaps<Ours.TUIRoomEngine, Methods>, never>(true);
only<Exclude<Parts, 'getInstance' | keyof Ours.TUIRoomEngine>, never>(true);
only<Gaps<Ours.TUIConferenceListManager, Omit<Theirs.TUIConferenceListManager, Internal>>, never>(true);
only<Gaps<typeof Ours.TUIRoomEngine, Omit<typeof TheirEngine, Internal | Parts>>, never>(true);
only<Gaps<Ours.TUIRoomDeviceManager, Omit<Theirs.TUIRoomDeviceManager, Internal>>, never>(true);

// What room applications call of the layers below.
type CloudMethods =
  | 'setLocalRenderParams'
  | 'setRemoteRenderParams'
  | 'enableSmallVideoStream'
  | 'setDefaultStreamRecvMode'
  | 'useVirtualBackground'
  | 'callExperimentalAPI';
only<Gaps<Ours.TRTCCloud, Pick<Theirs.TRTCCloud, CloudMethods>>, never>(true);
only<Exclude<'startSpeakerDeviceTest' | 'stopSpeakerDeviceTest' | 'on' | 'off', keyof Ours.TRTCCloud>, never>(
  true,
);
type TheirChat = ReturnType<TheirEngine['getTIM']>;
type ChatMethods =
  | 'getMessageList'
  | 'createTextMessage'
  | 'createCustomMessage'
  | 'sendMessage'
  | 'modifyMessage'
  | 'findMessage'
  | 'getUserProfile'
  | 'getMyProfile'
  | 'getFriendList';
only<Exclude<ChatMethods | 'on' | 'off', keyof Ours.ChatSDK>, never>(true);
only<Exclude<ChatMethods, keyof TheirChat>, never>(true);

// What applications import by value: names, and of enums every member and its number.
only<Exclude<keyof typeof Theirs, keyof typeof Ours>, never>(true);
type Members<E> = { [M in keyof E]: E[M] extends string | number ? `${E[M]}` : never };
type Enums = Extract<
  {
    [N in keyof typeof Theirs]: (typeof Theirs)[N] extends Record<string, string | number> ? N : never;
  }[keyof typeof Theirs],
  keyof typeof Ours
>;
type Differing = {
  [N in Enums]: Gaps<Members<(typeof Ours)[N]>, Members<(typeof Theirs)[N]>>;
}[Enums];
only<Differing, never>(true);
only<Exclude<'TUIErrorCode' | 'TUIRoomEvents' | 'TUIRoomType' | 'TRTCVideoResolution', Enums>, never>(true);

// What is given to applications, and what they give.
interface Given {
  TUIRoomInfo: [Ours.TUIRoomInfo, Theirs.TUIRoomInfo];
  TUIUserInfo: [Ours.TUIUserInfo, Theirs.TUIUserInfo];
  TUILoginUserInfo: [Ours.TUILoginUserInfo, Theirs.TUILoginUserInfo];
  TUISeatInfo: [Ours.TUISeatInfo, Theirs.TUISeatInfo];
  TUIMessage: [Ours.TUIMessage, Theirs.TUIMessage];
  TUINetwork: [Ours.TUINetwork, Theirs.TUINetwork];
  TUIRequest: [Ours.TUIRequest, Theirs.TUIRequest];
  TUIRequestCallback: [Ours.TUIRequestCallback, Theirs.TUIRequestCallback];
  TUIDeviceInfo: [Ours.TUIDeviceInfo, Theirs.TUIDeviceInfo];
  TRTCDeviceInfo: [Ours.TRTCDeviceInfo, Theirs.TRTCDeviceInfo];
  TRTCVolumeInfo: [Ours.TRTCVolumeInfo, Theirs.TRTCVolumeInfo];
  TRTCVideoEncParam: [Ours.TRTCVideoEncParam, Theirs.TRTCVideoEncParam];
  TRTCScreenCaptureSourceInfo: [Ours.TRTCScreenCaptureSourceInfo, Theirs.TRTCScreenCaptureSourceInfo];
  Rect: [Ours.Rect, Theirs.Rect];
}
interface Taken {
  TUIEnterRoomOptions: [Theirs.TUIEnterRoomOptions, Ours.TUIEnterRoomOptions];
  TUISeatLockParams: [Theirs.TUISeatLockParams, Ours.TUISeatLockParams];
  TUIVideoEncoderParams: [Theirs.TUIVideoEncoderParams, Ours.TUIVideoEncoderParams];
}
type Unlike<P> = {
  [N in keyof P]: P[N] extends [infer From, infer To] ? (From extends To ? never : N) : N;
}[keyof P];
only<Unlike<Given>, never>(true);
only<Unlike<Taken>, never>(true);

// Names of earlier editions, for the same numbers.
only<Exclude<'TUIVideoProfile' | 'TUIAudioProfile' | 'TUISpeechMode', keyof typeof Ours>, never>(true);
only<Exclude<'kGroup' | 'kOpen' | 'kLivingRoom', keyof typeof Ours.TUIRoomType>, never>(true);
