import { TUIRoomEngine } from '../TUIRoomEngine';
import { EVENT, TYPES, type ChatSDK } from './chatSdk';

/** What applications import beside the engine, under either of its two names. */
export const TencentCloudChat = {
  EVENT,
  TYPES,
  /** The chat of the engine, also of one that is made later; it logs in with the engine. */
  create: (_options?: { SDKAppID: number }): ChatSDK => TUIRoomEngine.createChat(),
};
