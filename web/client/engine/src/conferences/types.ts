import type { CreateRoomParams, TUIRoomInfo, TUIUserInfo } from '../types';

export enum TUIConferenceStatus {
  /** It is over. */
  kConferenceStatusNone = 0,
  kConferenceStatusNotStarted = 1,
  kConferenceStatusRunning = 2,
}

export enum TUIConferenceCancelReason {
  kConferenceCancelReasonCancelledByAdmin = 0,
  kConferenceCancelReasonRemovedFromAttendees = 1,
}

/** A planned conference, as its organiser and who is invited see it. */
export interface TUIConferenceInfo {
  /** Seconds since 1970. */
  scheduleStartTime: number;
  scheduleEndTime: number;
  /** Ids of those who are invited. */
  scheduleAttendees: string[];
  reminderSecondsBeforeStart: number;
  status: TUIConferenceStatus;
  basicRoomInfo: TUIRoomInfo;
}

/** What changed; the rest stays. Extension: also who organises it. */
export interface TUIConferenceModifyInfo {
  scheduleStartTime?: number;
  scheduleEndTime?: number;
  basicRoomInfo: { roomId: string; roomName?: string } & Partial<
    Pick<TUIRoomInfo, 'roomOwner' | 'ownerId' | 'ownerName' | 'ownerAvatarUrl'>
  >;
}

export interface ScheduleConferenceParams extends CreateRoomParams {
  /** Seconds since 1970. */
  scheduleStartTime: number;
  /** 5 minutes to 24 hours later. */
  scheduleEndTime: number;
  /** Ids of those who are invited, at most 300. */
  scheduleAttendees?: string[];
  /** 0 for no reminder; 600 when left out. */
  reminderSecondsBeforeStart?: number;
}

export interface UpdateConferenceParams {
  roomId: string;
  roomName?: string;
  scheduleStartTime?: number;
  scheduleEndTime?: number;
}

export interface ConferenceListParams {
  /** All when left out. */
  statusArray?: TUIConferenceStatus[];
  /** Empty at first, then what the last page gave. */
  cursor: string;
  count: number;
}

export interface AttendeeListParams {
  roomId: string;
  cursor: string;
  count: number;
}

/** One page of conferences; `cursor` goes on, empty at the end. The array is the page itself. */
export type ConferencePage = TUIConferenceInfo[] & { conferenceList: TUIConferenceInfo[]; cursor: string };

/** One page of those who are invited. */
export type AttendeePage = TUIUserInfo[] & {
  attendeeList: TUIUserInfo[];
  cursor: string;
  totalAttendeeCount: number;
};

/** The payload of every event of conferences, by its name. */
export interface ConferenceEvents {
  onConferenceScheduled: { conferenceInfo: TUIConferenceInfo };
  onConferenceWillStart: { conferenceInfo: TUIConferenceInfo };
  onConferenceCancelled: { roomId: string; reason: TUIConferenceCancelReason; operateUser: TUIUserInfo };
  onConferenceInfoChanged: { conferenceModifyInfo: TUIConferenceModifyInfo };
  onScheduleAttendeesChanged: { roomId: string; leftUsers: TUIUserInfo[]; joinedUsers: TUIUserInfo[] };
  onConferenceStatusChanged: { roomId: string; status: TUIConferenceStatus };
}

/** The names of the events, for `on` and `off`. */
export enum TUIConferenceListManagerEvents {
  onConferenceScheduled = 'onConferenceScheduled',
  onConferenceWillStart = 'onConferenceWillStart',
  onConferenceCancelled = 'onConferenceCancelled',
  onConferenceInfoChanged = 'onConferenceInfoChanged',
  onScheduleAttendeesChanged = 'onScheduleAttendeesChanged',
  onConferenceStatusChanged = 'onConferenceStatusChanged',
}
