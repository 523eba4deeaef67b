import {
  TUIConferenceStatus,
  type ConferenceEvents,
  type ScheduleConferenceParams,
  type TUIConferenceInfo,
  type TUIRoomEngine,
} from '@confab/engine';
import { defineStore } from 'pinia';
import { theEngine } from '../engine';
import { translate } from '../i18n';
import { pinia } from './pinia';
import { useRoom } from './room';
import { useUi } from './ui';

/** One page from the server. */
const PAGE = 50;

/** Who has more than these to come is shown the first of them. */
const SHOWN = 200;

const { kConferenceStatusNone, kConferenceStatusNotStarted, kConferenceStatusRunning } = TUIConferenceStatus;

const idOf = ({ basicRoomInfo }: TUIConferenceInfo) => basicRoomInfo.roomId;

/** Names as far as they were told, else ids. */
export const nameOfConference = ({ basicRoomInfo: { roomName, roomId } }: TUIConferenceInfo): string =>
  roomName || roomId;

/** The conferences that we organise or are invited to, and that are not over. */
const useStore = defineStore('confab-conferences', {
  state: () => ({
    conferences: [] as TUIConferenceInfo[],
    isLoading: false,
    isLoaded: false,
    /** The one that somebody chose to join from a reminder; who shows the lobby takes it. */
    chosen: null as TUIConferenceInfo | null,
  }),
  getters: {
    coming: (state): TUIConferenceInfo[] =>
      state.conferences
        .filter(({ status }) => status !== kConferenceStatusNone)
        .sort((one, other) => one.scheduleStartTime - other.scheduleStartTime),
  },
  actions: {
    /** Reads the list anew. */
    async load(): Promise<void> {
      if (this.isLoading) return;
      this.isLoading = true;
      const before = new Set(this.conferences.map(idOf));
      try {
        const statusArray = [kConferenceStatusNotStarted, kConferenceStatusRunning];
        const manager = theEngine().getConferenceListManager();
        const found: TUIConferenceInfo[] = [];
        let cursor = '';
        do {
          const page = await manager.fetchScheduledConferenceList({ statusArray, cursor, count: PAGE });
          found.push(...page.conferenceList);
          ({ cursor } = page);
        } while (cursor && found.length < SHOWN);
        const read = new Set(found.map(idOf));
        const meanwhile = this.conferences.filter(
          (conference) => !before.has(idOf(conference)) && !read.has(idOf(conference)),
        );
        this.conferences = [...found, ...meanwhile];
        this.isLoaded = true;
      } finally {
        this.isLoading = false;
      }
    },

    async schedule(params: ScheduleConferenceParams): Promise<void> {
      await theEngine().getConferenceListManager().scheduleConference(params);
    },

    async cancel(roomId: string): Promise<void> {
      await theEngine().getConferenceListManager().cancelConference({ roomId });
      this.remove(roomId);
    },

    put(conference: TUIConferenceInfo) {
      const others = this.conferences.filter((other) => idOf(other) !== idOf(conference));
      this.conferences = [...others, conference];
    },

    remove(roomId: string) {
      this.conferences = this.conferences.filter((conference) => idOf(conference) !== roomId);
    },

    change(roomId: string, changed: (conference: TUIConferenceInfo) => Partial<TUIConferenceInfo>) {
      this.conferences = this.conferences.map((conference) =>
        idOf(conference) === roomId ? { ...conference, ...changed(conference) } : conference,
      );
    },
  },
});

export const useConferences = () => useStore(pinia);

/** Keeps the list as the engine tells it, and says what a person should not miss. */
export function mirrorConferences(engine: TUIRoomEngine): void {
  const list = useConferences();
  const room = useRoom();
  const ui = useUi();
  const manager = engine.getConferenceListManager();
  const on = <K extends keyof ConferenceEvents>(event: K, handle: (payload: ConferenceEvents[K]) => void) =>
    manager.on(event, handle);

  on('onConferenceScheduled', ({ conferenceInfo }) => {
    list.put(conferenceInfo);
    const { ownerId, ownerName } = conferenceInfo.basicRoomInfo;
    if (ownerId === room.selfId) return;
    const words = { who: ownerName || ownerId, name: nameOfConference(conferenceInfo) };
    ui.toast(translate(ui.language, 'schedule.invited', words));
  });
  on('onConferenceWillStart', ({ conferenceInfo }) => remind(conferenceInfo));
  on('onConferenceInfoChanged', ({ conferenceModifyInfo: { basicRoomInfo, ...times } }) =>
    list.change(basicRoomInfo.roomId, (conference) => ({
      ...times,
      basicRoomInfo: { ...conference.basicRoomInfo, ...basicRoomInfo },
    })),
  );
  on('onScheduleAttendeesChanged', ({ roomId, leftUsers, joinedUsers }) => {
    const left = new Set(leftUsers.map(({ userId }) => userId));
    const joined = joinedUsers.map(({ userId }) => userId);
    list.change(roomId, ({ scheduleAttendees }) => ({
      scheduleAttendees: [...new Set([...scheduleAttendees, ...joined])].filter((id) => !left.has(id)),
    }));
  });
  on('onConferenceStatusChanged', ({ roomId, status }) => list.change(roomId, () => ({ status })));
  on('onConferenceCancelled', ({ roomId, operateUser }) => {
    const cancelled = list.conferences.find((conference) => idOf(conference) === roomId);
    list.remove(roomId);
    if (!cancelled || operateUser.userId === room.selfId) return;
    ui.toast(translate(ui.language, 'schedule.cancelled', { name: nameOfConference(cancelled) }));
  });
  // What happened meanwhile is not repeated.
  engine.on('onConnectionStateChanged', ({ state }) => {
    if (state === 'connected' && list.isLoaded) void list.load().catch(() => undefined);
  });

  function remind(conference: TUIConferenceInfo): void {
    const minutes = Math.max(1, Math.ceil((conference.scheduleStartTime * 1000 - Date.now()) / 60_000));
    const words = { name: nameOfConference(conference), minutes };
    const text = translate(ui.language, minutes === 1 ? 'schedule.soon' : 'schedule.soonIn', words);
    if (room.isIn) return ui.toast(text);
    const label = translate(ui.language, 'schedule.join');
    ui.toast(text, 'info', { label, run: () => (list.chosen = conference) });
  }
}
