-- what others have closed and the member has not opened since, for a client that was away meanwhile
alter table member add column microphone_closed boolean default false not null;
alter table member add column camera_closed boolean default false not null;
alter table member add column screen_closed boolean default false not null;
