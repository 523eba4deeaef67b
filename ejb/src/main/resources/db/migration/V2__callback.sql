-- Callbacks: where an application wants them, and those not delivered yet.

create table callback_config (
  sdk_app_id bigint        primary key references application,
  url        varchar(2048) not null,
  commands   varchar(500)  not null,
  token      varchar(128)  not null
);

-- One number after another, also between the nodes of a cluster: a room's callbacks go out in this order.
create sequence callback_order start with 1 increment by 1;

create table callback_outbox (
  id         bigint          primary key,
  event_id   varchar(36)     not null,
  sdk_app_id bigint          not null,
  room_id    varchar(48)     not null,
  command    varchar(64)     not null,
  client_ip  varchar(64)     not null,
  platform   varchar(16)     not null,
  body       varchar(1000000) not null,
  created_at bigint          not null,
  due_at     bigint          not null,
  attempts   integer         not null,
  parked     boolean         not null,
  last_error varchar(500)    not null
);

-- the head of a room
create index callback_outbox_room on callback_outbox (sdk_app_id, room_id, parked, id);
-- what the relay looks for
create index callback_outbox_due on callback_outbox (parked, due_at);
