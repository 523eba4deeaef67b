import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError, type ChatMessage } from '@confab/engine';
import { engine, fresh, meetingOf, user } from './kit';
import ChatButton from '../src/components/chat/ChatButton.vue';
import ChatPanel from '../src/components/chat/ChatPanel.vue';
import { pieces } from '../src/components/chat/links';
import MemberPanel from '../src/components/members/MemberPanel.vue';
import { theEngine } from '../src/engine';
import { mirror } from '../src/state/mirror';
import { useChat } from '../src/state/chat';
import { useRoom } from '../src/state/room';
import { useUi } from '../src/state/ui';

const id = (name: string) => `[data-testid="${name}"]`;
const message = (sequence: number, from = 'bob', changes: Partial<ChatMessage> = {}) =>
  ({
    ID: `m${sequence}`,
    type: 'TIMTextElem',
    payload: { text: `text ${sequence}` },
    from,
    nick: 'Bob',
    time: 1_000 + sequence,
    status: 'success',
    sequence,
    ...changes,
  }) as ChatMessage;
const page = (isCompleted: boolean, ...messageList: ChatMessage[]) =>
  engine.answer('getMessageList', { messageList, nextReqMessageID: 'next', isCompleted });

let isMirrored = false;

beforeEach(() => {
  fresh();
  meetingOf(user('ann'), user('bob'));
  if (!isMirrored) mirror(theEngine());
  isMirrored = true;
});

const said = (...messages: ChatMessage[]) => engine.tell('onMessageReceived', { data: messages });
const open = async () => {
  const panel = mount(ChatPanel, { attachTo: document.body });
  await flushPromises();
  return panel;
};
const texts = (panel: VueWrapper) => panel.findAll(id('chat-message')).map((bubble) => bubble.text());

describe('the chat', () => {
  it('shows what was said before, and what is said, in order', async () => {
    page(true, message(1), message(2));
    said(message(3));
    const panel = await open();
    said(message(5), message(4));
    await flushPromises();
    expect(texts(panel)).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
    expect(engine.asked('getMessageList')).toMatchObject([
      { conversationID: 'GROUP123', nextReqMessageID: 'm3' },
    ]);
    panel.unmount();
  });

  it('groups what one says in a row, with name and time', async () => {
    page(true, message(1), message(2), message(3, 'ann'), message(400));
    const panel = await open();
    const heads = panel.findAll('.cf-chat__head strong').map((head) => head.text());
    expect(heads).toEqual(['Bob', 'You', 'Bob']);
    expect(panel.find('time').attributes('datetime')).toBe('1970-01-01T00:16:41.000Z');
    panel.unmount();
  });

  it('reads further back until words are found', async () => {
    page(false, message(8), message(9));
    const panel = await open();
    page(
      false,
      message(7, 'bob', { type: 'TIMCustomElem', payload: { data: '', description: '', extension: '' } }),
    );
    await panel.find(id('chat-older')).trigger('click');
    await flushPromises();
    expect(engine.asked('getMessageList')).toHaveLength(6);
    expect(engine.asked('getMessageList')[1]).toMatchObject({ nextReqMessageID: 'm8' });
    page(true, message(6));
    await panel.find(id('chat-older')).trigger('click');
    await flushPromises();
    expect(texts(panel)).toEqual(['text 6', 'text 8', 'text 9']);
    expect(panel.find(id('chat-older')).exists()).toBe(false);
    panel.unmount();
  });

  it('sends with Enter, and not with Shift+Enter or while a word is composed', async () => {
    const panel = await open();
    const input = panel.find(id('chat-input'));
    expect(document.activeElement).toBe(input.element);
    await input.setValue('  你好  ');
    await input.trigger('keydown', { key: 'Enter', shiftKey: true });
    await input.trigger('keydown', { key: 'Enter', isComposing: true });
    expect(engine.asked('sendMessage')).toHaveLength(0);
    await input.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(engine.asked('sendMessage')).toMatchObject([{ payload: { text: '你好' }, to: '123' }]);
    expect(texts(panel)).toEqual(['你好']);
    expect((input.element as HTMLTextAreaElement).value).toBe('');
    panel.unmount();
  });

  it('puts an emoji where the cursor is', async () => {
    const panel = await open();
    const input = panel.find(id('chat-input'));
    await input.setValue('well done');
    (input.element as HTMLTextAreaElement).setSelectionRange(4, 5);
    await panel.find(id('chat-emoji')).trigger('click');
    const [thumb] = panel.findAll('.cf-emoji__one').filter((one) => one.text() === '👍');
    await thumb?.trigger('click');
    await flushPromises();
    expect(useChat().draft).toBe('well👍done');
    expect(document.activeElement).toBe(input.element);
    expect(panel.find('.cf-emoji__all').exists()).toBe(false);
    panel.unmount();
  });

  it('closes the emoji before itself with Escape', async () => {
    useUi().isChatOpen = true;
    const panel = await open();
    await panel.find(id('chat-emoji')).trigger('click');
    await panel.find(id('chat-emoji')).trigger('keydown', { key: 'Escape' });
    expect(panel.find('.cf-emoji__all').exists()).toBe(false);
    expect(useUi().isChatOpen).toBe(true);
    panel.unmount();
  });

  it('sends nothing empty, and nothing too long', async () => {
    const panel = await open();
    const send = panel.find(id('chat-send'));
    expect(send.attributes('disabled')).toBeDefined();
    await panel.find(id('chat-input')).setValue('会'.repeat(4_000));
    expect(send.attributes('disabled')).toBeUndefined();
    expect(panel.find(id('chat-used')).text()).toBe('12,000 of 12,288 bytes');
    await panel.find(id('chat-input')).setValue('会'.repeat(4_097));
    expect(send.attributes('disabled')).toBeDefined();
    await panel.find('form').trigger('submit');
    expect(engine.asked('sendMessage')).toHaveLength(0);
    panel.unmount();
  });

  it('keeps what was not sent, and sends it again as the same', async () => {
    const panel = await open();
    engine.fail('sendMessage', new EngineError(-1, 'lost'));
    await panel.find(id('chat-input')).setValue('hello');
    await panel.find('form').trigger('submit');
    await flushPromises();
    expect(panel.text()).toContain('Not sent.');
    engine.heal('sendMessage');
    await panel.find(id('chat-again')).trigger('click');
    await flushPromises();
    expect(panel.text()).not.toContain('Not sent.');
    const ids = engine.asked('sendMessage').map((sent) => (sent as ChatMessage).ID);
    expect(ids[0]).toBe(ids[1]);
    panel.unmount();
  });

  it('says why one may not write', async () => {
    const panel = await open();
    engine.tell('onUserInfoChanged', { userInfo: user('ann', { isMessageDisabled: true }) });
    await flushPromises();
    expect(panel.find(id('chat-muted')).text()).toBe('The host does not allow you to send messages.');
    expect(panel.find(id('chat-input')).exists()).toBe(false);
    engine.tell('onUserInfoChanged', { userInfo: user('ann') });
    engine.tell('onSendMessageForAllUserDisableChanged', { isDisable: true });
    await flushPromises();
    expect(panel.find(id('chat-muted')).text()).toBe('The host does not allow messages now.');
    engine.tell('onUserInfoChanged', { userInfo: user('ann', { userRole: 1 }) });
    await flushPromises();
    expect(panel.find(id('chat-input')).exists()).toBe(true);
    panel.unmount();
  });

  it('gives the focus back when it is closed with Escape', async () => {
    const button = document.body.appendChild(document.createElement('button'));
    button.focus();
    useUi().isChatOpen = true;
    const panel = await open();
    await panel.find(id('chat-input')).trigger('keydown', { key: 'Escape' });
    expect(useUi().isChatOpen).toBe(false);
    panel.unmount();
    expect(document.activeElement).toBe(button);
    button.remove();
  });

  it('says that there is more below when one reads further up', async () => {
    page(true, message(1));
    const panel = await open();
    const list = panel.find(id('chat-list'));
    Object.defineProperties(list.element, {
      scrollHeight: { value: 1_000, configurable: true },
      clientHeight: { value: 200, configurable: true },
    });
    list.element.scrollTop = 300;
    await list.trigger('scroll');
    said(message(2), message(3));
    await flushPromises();
    expect(panel.find(id('chat-new')).text()).toBe('2 new messages');
    expect(panel.find(id('chat-announced')).text()).toBe('Bob: text 3');
    await panel.find(id('chat-new')).trigger('click');
    expect(panel.find(id('chat-new')).exists()).toBe(false);
    expect(list.element.scrollTop).toBe(1_000);
    panel.unmount();
  });
});

describe('the chat button', () => {
  it('counts what was not read', async () => {
    const button = mount(ChatButton);
    expect(button.find('.cf-tool__badge').exists()).toBe(false);
    said(message(1), message(2));
    await flushPromises();
    expect(button.find('.cf-tool__badge').text()).toBe('2');
    expect(button.find('button').attributes('aria-label')).toContain('2 unread messages');
    const panel = await open();
    expect(useChat().unread).toBe(0);
    said(message(3));
    await flushPromises();
    expect(useChat().unread).toBe(0);
    panel.unmount();
  });
});

describe('the member panel', () => {
  it('lets the host stop and allow messages, and nobody else', async () => {
    meetingOf(user('ann', { userRole: 0 }), user('bob'));
    const panel = mount(MemberPanel);
    await panel.find(id('mute-chat-bob')).trigger('click');
    expect(engine.asked('disableSendingMessageByAdmin')).toEqual([{ userId: 'bob', isDisable: true }]);
    await panel.find(id('mute-chat-all')).trigger('click');
    expect(engine.asked('disableSendingMessageForAllUser')).toEqual([{ isDisable: true }]);
    await flushPromises();
    engine.tell('onSendMessageForAllUserDisableChanged', { isDisable: true });
    await flushPromises();
    expect(useRoom().info?.isMessageDisableForAllUser).toBe(true);
    expect(panel.find(id('mute-chat-all')).text()).toBe('Allow messages of members');
    expect(panel.find(id('mute-chat-ann')).exists()).toBe(false);
    meetingOf(user('bob'), user('ann', { userRole: 0 }));
    await flushPromises();
    expect(panel.find(id('mute-chat-all')).exists()).toBe(false);
    expect(panel.find(id('mute-chat-ann')).exists()).toBe(false);
  });
});

describe('what somebody wrote', () => {
  it.each([
    ['no link', [{ text: 'no link' }]],
    [
      'see https://a.example/x?y=1, please',
      [
        { text: 'see ' },
        { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
        { text: ', please' },
      ],
    ],
    [
      '(http://a.example/b_(c))',
      [{ text: '(' }, { text: 'http://a.example/b_(c)', href: 'http://a.example/b_(c)' }, { text: ')' }],
    ],
    [
      '看https://a.example，谢谢',
      [{ text: '看' }, { text: 'https://a.example', href: 'https://a.example' }, { text: '，谢谢' }],
    ],
    ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
    ['https://', [{ text: 'https://' }]],
  ])('%s is cut into words and links', (text, expected) => expect(pieces(text)).toEqual(expected));

  it('is never read as HTML', async () => {
    const html = '<img src=x onerror=alert(1)> https://a.example/"><script>';
    page(true, message(1, 'bob', { payload: { text: html } }));
    const panel = await open();
    expect(panel.find(id('chat-message')).text()).toBe(html);
    expect(panel.find(`${id('chat-message')} img`).exists()).toBe(false);
    expect(panel.find('a').attributes()).toMatchObject({
      href: 'https://a.example/',
      rel: 'noopener noreferrer nofollow',
      target: '_blank',
    });
    panel.unmount();
  });
});
