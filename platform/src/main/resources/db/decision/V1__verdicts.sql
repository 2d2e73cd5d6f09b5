-- Verdicts are versions; a later one does not overwrite an earlier one.
create table decision.verdict (
  programme    text not null,
  stage        text not null,
  version      int not null,
  scores       text not null,
  verdict      text not null,
  digest       text not null,
  drafted_by   text not null,
  drafted_at   timestamptz not null,
  issued_at    timestamptz,
  primary key (programme, stage, version)
);

create table decision.confirmation (
  programme    text not null,
  stage        text not null,
  version      int not null,
  account      text not null,
  digest       text not null,
  confirmed_at timestamptz not null,
  primary key (programme, stage, version, account)
);
