import { TUIRoomEngine } from '@confab/engine';

let engine: TUIRoomEngine | null = null;

/** The one engine of this page, made when first needed. */
export function theEngine(): TUIRoomEngine {
  return (engine ??= new TUIRoomEngine());
}

export const engineOrNull = (): TUIRoomEngine | null => engine;
