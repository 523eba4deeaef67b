import { describe, expect, it } from 'vitest';
import { TUIErrorCode, EngineError } from '@confab/engine';
import { messages, translate } from '../src/i18n';
import { wordsFor } from '../src/i18n/errors';

const english = messages['en-US'];
const chinese = messages['zh-CN'];
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe('the words', () => {
  it('are there in both languages', () =>
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort()));

  it.each(Object.keys(english) as (keyof typeof english)[])('%s says the same with the same gaps', (key) => {
    expect(chinese[key]).not.toBe('');
    expect(placeholders(chinese[key])).toEqual(placeholders(english[key]));
  });

  it('fill their gaps', () =>
    expect(translate('en-US', 'meeting.page', { page: 2, pages: 3 })).toBe('2 of 3'));

  it.each([
    [TUIErrorCode.ERR_CAMERA_NOT_AUTHORIZED, /allow it/i],
    [TUIErrorCode.ERR_CAMERA_OCCUPIED, /in use/],
    [TUIErrorCode.ERR_PERMISSION_DENIED, /not allowed to do that/],
    [TUIErrorCode.ERR_MICROPHONE_NOT_AUTHORIZED, /your microphone/],
    [TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED, /screen could not be shared/],
    [TUIErrorCode.ERR_ROOM_ID_NOT_EXIST, /no such meeting/],
    [TUIErrorCode.ERR_WRONG_PASSWORD, /password is wrong/],
    [TUIErrorCode.ERR_ROOM_USER_FULL, /full/],
    [-9999, /did not work/],
  ])('error %i is put into words', (code, words) =>
    expect(translate('en-US', wordsFor(new EngineError(code, '')))).toMatch(words),
  );

  it('name the screen when the browser was not allowed to share it', () => {
    const denied = new EngineError(TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED, '');
    denied.name = 'NotAllowedError';
    expect(translate('en-US', wordsFor(denied))).toMatch(/screen is not shared/);
  });
});
