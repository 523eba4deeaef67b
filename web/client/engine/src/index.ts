export { TUIRoomEngine, TUIRoomEngine as default } from './TUIRoomEngine';
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
export { TUIRoomDeviceManager, TUIRoomDeviceMangerEvents, type DeviceEvents } from './local/deviceManager';
export * from './types';
export * from './trtc/enums';
export { TRTCCloud, type TRTCRenderParams } from './trtc/trtcCloud';
export * from './trtc/values';
