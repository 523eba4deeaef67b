-- Who may not enter a room for some time, and the marks of members.

create table ban (
  sdk_app_id   bigint      not null,
  room_id      varchar(48) not null,
  user_id      varchar(64) not null,
  place        bigint      not null,
  banned_until bigint      not null,
  primary key (sdk_app_id, room_id, user_id),
  foreign key (sdk_app_id, room_id) references room on delete cascade
);

-- lists of the banned are read in the order of the bans
create index ban_place on ban (sdk_app_id, room_id, place);

-- how many bans there were; allots their places
alter table room add column bans bigint default 0 not null;

-- numbers separated by commas, in rising order
alter table member add column marks varchar(120) default '' not null;

-- which rooms are past their end
create index room_end on room (schedule_end);
