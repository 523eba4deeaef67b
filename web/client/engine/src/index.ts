export { TUIRoomEngine } from './TUIRoomEngine';
export * from './enums';
export { EngineError } from './errors';
export * from './types';
