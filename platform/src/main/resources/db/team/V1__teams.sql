-- Teams of a programme's definition are read from its files; a guest is entered while it runs and is
-- measured beside them.
create table team.guest (
  programme    text not null,
  team         text not null,
  name         text not null,
  entered_by   text not null,
  entered_at   timestamptz not null,
  primary key (programme, team)
);
