import { TencentCloudChat, type ChatMessage } from '@confab/engine';
import { defineStore } from 'pinia';
import { theEngine } from '../engine';
import { pinia } from './pinia';
import { useRoom } from './room';

const { CONV_GROUP, MSG_TEXT } = TencentCloudChat.TYPES;

/** One page from the server. */
const PAGE = 30;

/** More than these are let go of, the oldest first, and read again when somebody scrolls up. */
const SHOWN = 500;

/** A long page of data for applications is no reason to ask for ever. */
const PAGES_AT_ONCE = 5;

export const wordsOf = (message: ChatMessage): string =>
  'text' in message.payload ? message.payload.text : '';

/** What was said in the room: known messages in their order, then our own that are not sent yet. */
const useStore = defineStore('confab-chat', {
  state: () => ({
    messages: [] as ChatMessage[],
    pending: [] as ChatMessage[],
    unread: 0,
    /** Whether the beginning is shown. */
    isComplete: false,
    isLoading: false,
    draft: '',
  }),
  getters: {
    all: (state): ChatMessage[] => [...state.messages, ...state.pending],
  },
  actions: {
    /** Somebody else said something. */
    received(messages: ChatMessage[], isSeen: boolean) {
      const words = messages.filter(({ type }) => type === MSG_TEXT);
      this.merge(words);
      if (!isSeen) this.unread += words.length;
      if (isSeen || this.messages.length > 2 * SHOWN) this.forgetOldest();
    },

    /** Reads one page further back. */
    async loadOlder(): Promise<void> {
      if (this.isLoading || this.isComplete) return;
      this.isLoading = true;
      try {
        const conversationID = `${CONV_GROUP}${useRoom().roomId}`;
        let nextReqMessageID = this.messages[0]?.ID ?? '';
        for (let pages = 0, found = 0; pages < PAGES_AT_ONCE && found === 0 && !this.isComplete; pages++) {
          const from = nextReqMessageID ? { nextReqMessageID } : {};
          const { data } = await theEngine()
            .getTIM()
            .getMessageList({ conversationID, count: PAGE, ...from });
          const words = data.messageList.filter(({ type }) => type === MSG_TEXT);
          found = words.length;
          this.merge(words);
          ({ nextReqMessageID } = data);
          this.isComplete = data.isCompleted;
        }
      } finally {
        this.isLoading = false;
      }
    },

    /** Says something; what fails stays, marked, to be sent again. */
    async send(text: string): Promise<void> {
      const payload = { text };
      const message = theEngine().getTIM().createTextMessage({ to: useRoom().roomId, payload });
      this.pending.push({ ...message });
      await this.deliver(message);
    },

    async sendAgain(ID: string): Promise<void> {
      const failed = this.pending.find((message) => message.ID === ID);
      if (!failed) return;
      failed.status = 'unSend';
      await this.deliver({ ...failed });
    },

    async deliver(message: ChatMessage): Promise<void> {
      try {
        await theEngine().getTIM().sendMessage(message);
        this.pending = this.pending.filter(({ ID }) => ID !== message.ID);
        this.merge([message]);
      } catch (error) {
        const failed = this.pending.find(({ ID }) => ID === message.ID);
        if (failed) failed.status = 'fail';
        throw error;
      }
    },

    /** Puts each in its place, once. */
    merge(messages: ChatMessage[]) {
      const bySequence = new Map(
        [...this.messages, ...messages].map((message) => [message.sequence, message]),
      );
      this.messages = [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
    },

    forgetOldest() {
      if (this.messages.length <= SHOWN) return;
      this.messages = this.messages.slice(-SHOWN);
      this.isComplete = false;
    },
  },
});

export const useChat = () => useStore(pinia);
