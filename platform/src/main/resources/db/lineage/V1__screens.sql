create table lineage.screen (
  programme    text not null,
  stage        text not null,
  team         text not null,
  grade        text not null,
  report       text not null,
  digest       text not null,
  made_at      timestamptz not null,
  primary key (programme, stage, team)
);

-- A screen that could not be made, with its cause, until it is made.
create table lineage.failure (
  programme    text not null,
  stage        text not null,
  team         text not null,
  cause        text not null,
  at           timestamptz not null,
  primary key (programme, stage, team)
);
