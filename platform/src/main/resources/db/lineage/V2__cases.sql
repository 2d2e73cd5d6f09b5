-- One case per submission that counts; what has happened to it are its events, which never change.
create table lineage.verification_case (
  number       text primary key,
  programme    text not null,
  stage        text not null,
  team         text not null,
  opened_at    timestamptz not null,
  unique (programme, stage, team)
);

-- Each event carries the digest of the one before it, so that none can be taken out unnoticed.
create table lineage.case_event (
  number       text not null references lineage.verification_case,
  place        int not null,
  kind         text not null,
  actor        text not null,
  at           timestamptz not null,
  data         text not null,
  digest       text not null,
  primary key (number, place)
);

create table lineage.evidence (
  number       text not null references lineage.verification_case,
  digest       text not null,
  name         text not null,
  visibility   text not null,
  bytes        bigint not null,
  content      bytea,
  added_by     text not null,
  added_at     timestamptz not null,
  primary key (number, digest)
);

-- What anyone claims about a submission. No name, no address: a receipt's digest is all that ties
-- a claim to who filed it.
create table lineage.claim (
  number          text primary key,
  receipt_digest  text not null,
  origin          text not null,
  programme       text not null,
  stage           text not null,
  team            text not null,
  component       text not null,
  statement       text not null,
  statistic       text not null,
  claimed_value   numeric,
  source          text not null,
  source_kind     text not null,
  source_digest   text,
  filed_at        timestamptz not null,
  state           text not null,
  report          text,
  report_digest   text,
  cause           text,
  run_at          timestamptz,
  reply_until     timestamptz,
  reply           text,
  replied_by      text,
  replied_at      timestamptz,
  withheld_reason text,
  withheld_by     text,
  withheld_at     timestamptz
);
create index claim_of_stage on lineage.claim (programme, stage, filed_at desc);
create index claim_of_origin on lineage.claim (origin, filed_at);
