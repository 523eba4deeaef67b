import type { Call, Nothing, WireUser } from '../wire/protocol';
import type {
  AttendeeListParams,
  ConferenceEvents,
  ConferenceListParams,
  ScheduleConferenceParams,
  TUIConferenceCancelReason,
  TUIConferenceInfo,
  UpdateConferenceParams,
} from './types';

type InvitedParams = { roomId: string; userIdList: string[] };

/** The methods of the signalling protocol about conferences. */
export interface ConferenceMethods {
  scheduleConference: Call<ScheduleConferenceParams, Nothing>;
  cancelConference: Call<{ roomId: string }, Nothing>;
  updateConferenceInfo: Call<UpdateConferenceParams, Nothing>;
  fetchScheduledConferenceList: Call<
    ConferenceListParams,
    { conferenceList: TUIConferenceInfo[]; cursor: string }
  >;
  fetchAttendeeList: Call<
    AttendeeListParams,
    { attendeeList: WireUser[]; cursor: string; totalAttendeeCount: number }
  >;
  addAttendeesByAdmin: Call<InvitedParams, Nothing>;
  removeAttendeesByAdmin: Call<InvitedParams, Nothing>;
}

/** What the server tells of conferences, to their users and not to a room. */
export interface ConferenceNotifications extends Omit<
  ConferenceEvents,
  'onConferenceCancelled' | 'onScheduleAttendeesChanged'
> {
  onConferenceCancelled: { roomId: string; reason: TUIConferenceCancelReason; operateUser: WireUser };
  onScheduleAttendeesChanged: { roomId: string; leftUsers: WireUser[]; joinedUsers: WireUser[] };
}
