import { TUIErrorCode } from './enums';

/** What every method rejects with. */
export class EngineError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }
}

export const failed = (message: string) => new EngineError(TUIErrorCode.ERR_FAILED, message);

/** For what exists elsewhere and cannot exist in a browser. */
export const unsupported = (sentence: string) =>
  new EngineError(TUIErrorCode.ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE, sentence);

export function codeOf(error: unknown): number {
  return error instanceof EngineError ? error.code : TUIErrorCode.ERR_FAILED;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
