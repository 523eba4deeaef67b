import { Emitter } from '../emitter';
import { userOf } from '../room';
import type { Session } from '../session';
import type { NotificationMessage } from '../wire/connection';
import type {
  AttendeeListParams,
  AttendeePage,
  ConferenceEvents,
  ConferenceListParams,
  ConferencePage,
  ScheduleConferenceParams,
  UpdateConferenceParams,
} from './types';

/**
 * Planned conferences: one's own, and those one is invited to. Its events come whether or not one is in a room; those of
 * the time without a connection are not repeated, so the list is fetched anew after it.
 */
export class TUIConferenceListManager {
  private readonly events = new Emitter<ConferenceEvents>();
  private readonly unsubscribe: () => void;

  constructor(private readonly session: Pick<Session, 'request' | 'events'>) {
    this.unsubscribe = session.events.on('notification', (message) => this.accept(message));
  }

  on<K extends keyof ConferenceEvents>(event: K, func: (payload: ConferenceEvents[K]) => void): void {
    this.events.on(event, func);
  }

  off<K extends keyof ConferenceEvents>(event: K, func: (payload: ConferenceEvents[K]) => void): void {
    this.events.off(event, func);
  }

  /** Plans a conference of one's own. Its room is there at once, and may be entered early. */
  async scheduleConference(params: ScheduleConferenceParams): Promise<void> {
    await this.session.request('scheduleConference', params);
  }

  /** Cancels a conference of one's own, as long as nobody is in it. */
  async cancelConference({ roomId }: { roomId: string }): Promise<void> {
    await this.session.request('cancelConference', { roomId });
  }

  /** Changes what is given; the start only before it has begun. */
  async updateConferenceInfo(params: UpdateConferenceParams): Promise<void> {
    await this.session.request('updateConferenceInfo', params);
  }

  /** In the order of their starts. */
  async fetchScheduledConferenceList(params: ConferenceListParams): Promise<ConferencePage> {
    const page = await this.session.request('fetchScheduledConferenceList', params);
    return Object.assign([...page.conferenceList], page);
  }

  async fetchAttendeeList(params: AttendeeListParams): Promise<AttendeePage> {
    const page = await this.session.request('fetchAttendeeList', params);
    const attendeeList = page.attendeeList.map(userOf);
    return Object.assign([...attendeeList], { ...page, attendeeList });
  }

  async addAttendeesByAdmin({ roomId, userIdList }: { roomId: string; userIdList: string[] }): Promise<void> {
    await this.session.request('addAttendeesByAdmin', { roomId, userIdList });
  }

  async removeAttendeesByAdmin({
    roomId,
    userIdList,
  }: {
    roomId: string;
    userIdList: string[];
  }): Promise<void> {
    await this.session.request('removeAttendeesByAdmin', { roomId, userIdList });
  }

  /** Hears nothing any more. */
  close(): void {
    this.unsubscribe();
    this.events.clear();
  }

  private accept({ method, params }: NotificationMessage): void {
    switch (method) {
      case 'onConferenceScheduled':
      case 'onConferenceWillStart':
      case 'onConferenceInfoChanged':
      case 'onConferenceStatusChanged':
        return this.events.emit(method, params);
      case 'onConferenceCancelled':
        return this.events.emit(method, { ...params, operateUser: userOf(params.operateUser) });
      case 'onScheduleAttendeesChanged': {
        const { roomId } = params;
        const leftUsers = params.leftUsers.map(userOf);
        return this.events.emit(method, { roomId, leftUsers, joinedUsers: params.joinedUsers.map(userOf) });
      }
    }
  }
}
