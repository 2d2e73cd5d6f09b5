create table evaluation.job (
  id            uuid primary key,
  programme     text not null,
  stage         text not null,
  team          text not null,
  task          text not null,
  task_digest   text not null,
  endpoint      text not null,
  model         text not null,
  revision      text not null,
  state         text not null,
  cause         text,
  attempts      int not null,
  worker        text,
  heartbeat_at  timestamptz,
  total         int not null,
  done          int not null,
  correct       int not null,
  failures      text not null,
  queued_at     timestamptz not null,
  started_at    timestamptz,
  finished_at   timestamptz,
  unique (programme, stage, team, task)
);

-- The journal: every attempt is here before it is scored. A key names what was asked of whom, so an
-- answered item is never asked again.
create table evaluation.attempt (
  id            bigint generated always as identity primary key,
  job           uuid not null references evaluation.job (id),
  key           text not null,
  item          text not null,
  answered      boolean not null,
  record        text not null
);
create unique index one_answer_per_key on evaluation.attempt (job, key) where answered;
create index attempt_of_job on evaluation.attempt (job, id);

create table evaluation.result (
  job           uuid primary key references evaluation.job (id),
  result        text not null,
  digest        text not null,
  scored_at     timestamptz not null
);
