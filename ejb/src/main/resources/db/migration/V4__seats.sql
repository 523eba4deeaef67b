-- Seats from their first use on: taken once, or locked. The others of a room are free.

create table seat (
  sdk_app_id   bigint      not null,
  room_id      varchar(48) not null,
  seat_index   integer     not null check (seat_index >= 0),
  user_id      varchar(64),
  locked       boolean     not null,
  video_locked boolean     not null,
  audio_locked boolean     not null,
  primary key (sdk_app_id, room_id, seat_index),
  -- a member sits on one seat at a time
  constraint seat_one_member unique (sdk_app_id, room_id, user_id),
  constraint seat_locked_is_free check (not locked or user_id is null),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);
