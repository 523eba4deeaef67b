import { computed } from 'vue';
import { useUi } from '../state/ui';
import { enUS, type MessageKey } from './en-US';
import { zhCN } from './zh-CN';

export type { MessageKey };
export type Language = 'zh-CN' | 'en-US';
export type Words = Record<string, string | number>;
export type Translate = (key: MessageKey, words?: Words) => string;

export const messages: Record<Language, Record<MessageKey, string>> = { 'zh-CN': zhCN, 'en-US': enUS };

export function translate(language: Language, key: MessageKey, words: Words = {}): string {
  return messages[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(words[name] ?? whole));
}

/** `t(key, words)` in the language chosen now; texts follow when it changes. */
export function useI18n() {
  const ui = useUi();
  const t: Translate = (key, words) => translate(ui.language, key, words);
  return { t, language: computed(() => ui.language) };
}
