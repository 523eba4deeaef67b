-- What is said in rooms.

create table message (
  sdk_app_id  bigint         not null,
  room_id     varchar(48)    not null,
  number      bigint         not null,
  user_id     varchar(64)    not null,
  message_id  varchar(64)    not null,
  user_name   varchar(500)   not null,
  name_card   varchar(64)    not null,
  avatar_url  varchar(1000)  not null,
  custom      boolean        not null,
  body        varchar(12288) not null,
  description varchar(12288) not null,
  extension   varchar(12288) not null,
  sent_at     bigint         not null,
  -- of two who want to be the next, one is
  primary key (sdk_app_id, room_id, number),
  -- what is sent again is kept once
  constraint message_once unique (sdk_app_id, room_id, user_id, message_id),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);

-- the last ones of a room; H2 reads an index in one direction only
create index message_last on message (sdk_app_id desc, room_id desc, number desc);
