import type { ChatMessage } from '@confab/engine';

/** What one says without a pause and without another between. */
export interface Group {
  key: string;
  from: string;
  time: number;
  messages: ChatMessage[];
}

const PAUSE_SECONDS = 300;

export function groupsOf(messages: ChatMessage[]): Group[] {
  const groups: Group[] = [];
  for (const message of messages) {
    const group = groups.at(-1);
    const last = group?.messages.at(-1);
    if (group && last && group.from === message.from && message.time - last.time < PAUSE_SECONDS) {
      group.messages.push(message);
    } else {
      groups.push({ key: message.ID, from: message.from, time: message.time, messages: [message] });
    }
  }
  return groups;
}
