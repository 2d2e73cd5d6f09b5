create table lineage.report (
  programme    text not null,
  stage        text not null,
  team         text not null,
  reference    text not null,
  grade        text not null,
  report       text not null,
  digest       text not null,
  made_at      timestamptz not null,
  primary key (programme, stage, team, reference)
);
