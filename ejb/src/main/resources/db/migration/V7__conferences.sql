-- Rooms that are planned: what people are told of them, and when.

alter table room add column scheduled boolean default false not null;
alter table room add column reminder_seconds integer default 0 not null;
alter table room add column reminded boolean default true not null;
-- the status that people were told last
alter table room add column told_status varchar(16) default 'NONE' not null;
-- when there may be something to tell next
alter table room add column due_at bigint;

-- those that were planned before are told of from now on
update room set scheduled = true, reminder_seconds = 600, reminded = false, told_status = 'NOT_STARTED',
    due_at = schedule_start - 600000
  where schedule_start > created_at
    or exists (select 1 from room_invitee i where i.sdk_app_id = room.sdk_app_id and i.room_id = room.room_id);

create index room_due on room (due_at);
-- whose they are, in the order of their times
create index room_agenda on room (sdk_app_id, owner_id, scheduled, schedule_start, room_id);
-- who is invited to which
create index room_invitee_user on room_invitee (sdk_app_id, user_id, room_id);
