export { TUIRoomEngine } from './TUIRoomEngine';
export {
  ChatSDK,
  TencentCloudChat,
  TencentCloudChat as TIM,
  type ChatEvent,
  type ChatMessage,
} from './chat/chatSdk';
export { TUIConferenceListManager } from './conferences/TUIConferenceListManager';
export * from './conferences/types';
export * from './enums';
export { EngineError } from './errors';
export * from './types';
