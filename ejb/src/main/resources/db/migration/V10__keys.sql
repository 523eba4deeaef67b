-- H2 makes an index for a foreign key, and as long as it knows nothing of a table it takes the oldest
-- index for the best: what changed or deleted one room went over all rooms of the application.
-- Declared after the primary key, the foreign key's index is younger, and the key is taken.
-- The first name of each is H2's, the second PostgreSQL's.

alter table account drop constraint if exists constraint_e;
alter table account drop constraint if exists account_sdk_app_id_fkey;
alter table account add constraint account_application
  foreign key (sdk_app_id) references application;

alter table room drop constraint if exists constraint_2;
alter table room drop constraint if exists room_sdk_app_id_fkey;
alter table room add constraint room_application
  foreign key (sdk_app_id) references application;
