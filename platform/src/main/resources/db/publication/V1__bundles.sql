create table publication.bundle (
  programme    text not null,
  stage        text not null,
  version      int not null,
  file         text not null,
  digest       text not null,
  bytes        bigint not null,
  issued_at    timestamptz not null,
  primary key (programme, stage, version)
);
