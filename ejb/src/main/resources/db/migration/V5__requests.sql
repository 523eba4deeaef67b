-- What members ask of others. An ended request stays a moment, for an asker who is just coming back.

create table request (
  id           varchar(36) primary key,
  sdk_app_id   bigint      not null,
  room_id      varchar(48) not null,
  action       varchar(24) not null,
  asker_id     varchar(64) not null,
  subject_id   varchar(64) not null,
  -- what it is about, as long as it is open
  open_matter  varchar(16),
  seat_index   integer     not null,
  asked_at     bigint      not null,
  deadline     bigint,
  outcome      varchar(16),
  ended_by     varchar(64),
  ended_at     bigint,
  -- one request at a time about one matter of one member
  constraint request_one_of_a_matter unique (sdk_app_id, room_id, subject_id, open_matter),
  constraint request_open_or_ended check ((open_matter is null) <> (outcome is null)),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);

-- who leaves takes its requests along
create index request_asker on request (sdk_app_id, room_id, asker_id);
-- what has had its time
create index request_deadline on request (deadline);
create index request_ended on request (ended_at);

-- what a member may open although it is switched off for everybody
alter table member add column microphone_allowed boolean default false not null;
alter table member add column camera_allowed boolean default false not null;
alter table member add column screen_allowed boolean default false not null;
