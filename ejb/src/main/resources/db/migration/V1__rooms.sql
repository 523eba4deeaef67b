-- Applications, accounts, rooms and members. The same text runs on H2 and PostgreSQL.
-- Lengths are characters, at least the bytes that the rules allow.

create table application (
  sdk_app_id     bigint       primary key,
  secret_key     varchar(128) not null,
  admin          varchar(64)  not null,
  secret_id      varchar(64)  not null unique,
  api_secret_key varchar(128) not null,
  max_members    integer      not null,
  max_seats      integer      not null,
  created_at     bigint       not null
);

create table account (
  sdk_app_id  bigint        not null references application,
  user_id     varchar(64)   not null,
  user_name   varchar(500)  not null,
  avatar_url  varchar(1000) not null,
  custom_info varchar(2000) not null,
  created_at  bigint        not null,
  primary key (sdk_app_id, user_id)
);

create table room (
  sdk_app_id         bigint       not null references application,
  room_id            varchar(48)  not null,
  name               varchar(100) not null,
  type               varchar(16)  not null,
  owner_id           varchar(64)  not null,
  password           varchar(64)  not null,
  max_members        integer      not null,
  max_seats          integer      not null,
  seats_enabled      boolean      not null,
  seat_mode          varchar(16)  not null,
  video_disabled     boolean      not null,
  audio_disabled     boolean      not null,
  message_disabled   boolean      not null,
  screen_disabled    boolean      not null,
  recording_disabled boolean      not null,
  custom_info        varchar(500) not null,
  schedule_start     bigint       not null,
  schedule_end       bigint       not null,
  created_at         bigint       not null,
  member_count       integer      not null,
  entries            bigint       not null,
  seq                bigint       not null,
  primary key (sdk_app_id, room_id)
);

create table room_invitee (
  sdk_app_id bigint      not null,
  room_id    varchar(48) not null,
  user_id    varchar(64) not null,
  primary key (sdk_app_id, room_id, user_id),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);

create table member (
  sdk_app_id       bigint       not null,
  room_id          varchar(48)  not null,
  user_id          varchar(64)  not null,
  entry            bigint       not null,
  user_name        varchar(500) not null,
  avatar_url       varchar(1000) not null,
  name_card        varchar(64)  not null,
  is_admin         boolean      not null,
  custom_info      varchar(500) not null,
  audio            boolean      not null,
  video            boolean      not null,
  screen           boolean      not null,
  message_disabled boolean      not null,
  client           varchar(64)  not null,
  entered_at       bigint       not null,
  primary key (sdk_app_id, room_id, user_id),
  -- a user is in one room at a time
  constraint member_one_room unique (sdk_app_id, user_id),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);

-- lists of members are read in order of entering
create index member_entry on member (sdk_app_id, room_id, entry);
