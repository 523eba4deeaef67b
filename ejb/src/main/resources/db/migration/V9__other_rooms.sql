-- Live rooms that are connected in pairs, and asking for it. Each of two rooms has a row that names the other; what becomes of one room has to be told in the other, so no row goes with its room.

create table tie (
  sdk_app_id    bigint      not null,
  room_id       varchar(48) not null,
  host_id       varchar(64) not null,
  other_room_id varchar(48) not null,
  -- a room is connected with one other at a time
  primary key (sdk_app_id, room_id)
);

-- the room of the one who is asked, where it is another than that of the one who asks
alter table request add column asked_room_id varchar(48);

create index request_asked_room on request (asked_room_id, sdk_app_id);
