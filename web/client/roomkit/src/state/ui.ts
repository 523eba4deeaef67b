import type { TUIMediaDevice } from '@confab/engine';
import { defineStore } from 'pinia';
import type { Language } from '../i18n';
import { remember, remembered } from './memory';
import { pinia } from './pinia';

export type Theme = 'LIGHT' | 'DARK';
export type Layout = 'grid' | 'speaker';
export type Dialog =
  | 'invite'
  | 'devices'
  | 'leave'
  | 'end'
  | 'settings'
  | { kick: string }
  | { rename: string }
  | { handOver: string }
  | { switchOff: TUIMediaDevice }
  | { applyFor: TUIMediaDevice };

/** Whether the dialog is of this kind. */
export const isAbout = <K extends string>(
  dialog: Dialog | null,
  what: K,
): dialog is Extract<Dialog, Record<K, unknown>> =>
  dialog !== null && typeof dialog === 'object' && what in dialog;

/** Buttons that an application may hide. */
export enum FeatureButton {
  SwitchTheme = 'SwitchTheme',
  SwitchLayout = 'SwitchLayout',
  SwitchLanguage = 'SwitchLanguage',
  FullScreen = 'FullScreen',
  Invitation = 'Invitation',
}

/** What can be done about it at once. */
export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  kind: 'info' | 'error';
  action?: ToastAction;
}

const THEME_KEY = 'confab.theme';
const LANGUAGE_KEY = 'confab.language';
const TOAST_MS = { info: 4_000, error: 8_000 };
/** Somebody has to come back to the page, read and decide. */
const TOAST_WITH_ACTION_MS = 60_000;

function firstTheme(): Theme {
  const chosen = remembered(THEME_KEY);
  if (chosen === 'LIGHT' || chosen === 'DARK') return chosen;
  return globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'DARK' : 'LIGHT';
}

function firstLanguage(): Language {
  const chosen = remembered(LANGUAGE_KEY);
  if (chosen === 'zh-CN' || chosen === 'en-US') return chosen;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en-US';
}

const hasRoomForTwoPanels = () => globalThis.matchMedia?.('(min-width: 1200px)').matches ?? true;

const useStore = defineStore('confab-ui', {
  state: () => ({
    theme: firstTheme(),
    language: firstLanguage(),
    layout: 'grid' as Layout,
    isMembersOpen: false,
    isChatOpen: false,
    /** The panel is there, so that what comes in is seen. */
    isChatShown: false,
    isChatDisabled: false,
    dialog: null as Dialog | null,
    isScreenSharingDisabled: false,
    hidden: [] as FeatureButton[],
    toasts: [] as Toast[],
    lastToastId: 0,
  }),
  actions: {
    setTheme(theme: Theme) {
      this.theme = theme;
      remember(THEME_KEY, theme);
    },
    setLanguage(language: Language) {
      this.language = language;
      remember(LANGUAGE_KEY, language);
    },
    toggleMembers() {
      this.isMembersOpen = !this.isMembersOpen;
      if (this.isMembersOpen && !hasRoomForTwoPanels()) this.isChatOpen = false;
    },
    toggleChat() {
      this.isChatOpen = !this.isChatOpen;
      if (this.isChatOpen && !hasRoomForTwoPanels()) this.isMembersOpen = false;
    },
    hide(button: FeatureButton) {
      if (!this.hidden.includes(button)) this.hidden.push(button);
    },
    isShown(button: FeatureButton): boolean {
      return !this.hidden.includes(button);
    },
    toast(text: string, kind: Toast['kind'] = 'info', action?: ToastAction) {
      if (this.toasts.some((toast) => toast.text === text)) return;
      const id = ++this.lastToastId;
      this.toasts = [...this.toasts, { id, text, kind, ...(action && { action }) }].slice(-3);
      setTimeout(() => this.dismissToast(id), action ? TOAST_WITH_ACTION_MS : TOAST_MS[kind]);
    },
    dismissToast(id: number) {
      this.toasts = this.toasts.filter((toast) => toast.id !== id);
    },
  },
});

export const useUi = () => useStore(pinia);
