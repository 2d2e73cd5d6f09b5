create table programme.programme (
  id          text primary key,
  loaded_at   timestamptz not null
);

create table programme.stage (
  programme   text not null,
  stage       text not null,
  number      int not null,
  state       text not null,
  opens_at    timestamptz,
  closes_at   timestamptz,
  zone        text not null,
  rulebook_version int,
  primary key (programme, stage)
);

-- Rules are never overwritten: an amendment is a further version with its reason.
create table programme.rulebook (
  programme   text not null,
  stage       text not null,
  version     int not null,
  yaml        text not null,
  digest      text not null,
  author      text not null,
  reason      text not null,
  written_at  timestamptz not null,
  primary key (programme, stage, version)
);

create table programme.transition (
  id          bigint generated always as identity primary key,
  programme   text not null,
  stage       text not null,
  action      text not null,
  from_state  text not null,
  to_state    text not null,
  actor       text not null,
  reason      text not null,
  at          timestamptz not null
);
create index transition_of_stage on programme.transition (programme, stage, id);
