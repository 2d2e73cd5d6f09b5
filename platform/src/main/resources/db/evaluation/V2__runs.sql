-- A task may be measured several times; each run is a job with a journal of its own.
alter table evaluation.job
  drop constraint job_programme_stage_team_task_key,
  add column run             int not null default 1,
  -- The job's place in the order in which workers take jobs: entrants take turns.
  add column turn            int not null default 0,
  add column scored          int not null default 0,
  -- What earlier attempts at the job had settled when the latest one began to ask.
  add column done_before     int not null default 0,
  add column requests        bigint not null default 0,
  add column failed_attempts text not null default '{}',
  add column in_flight       int not null default 0,
  add column in_flight_limit int not null default 0,
  add column asking_since    timestamptz,
  add constraint job_of_run unique (programme, stage, team, task, run);

-- What happened to a job, for the record: by workers, and by the office with its reason.
create table evaluation.job_event (
  id            bigint generated always as identity primary key,
  job           uuid not null references evaluation.job (id),
  at            timestamptz not null,
  kind          text not null,
  actor         text not null,
  remark        text
);
create index job_event_of_job on evaluation.job_event (job, id);

-- Which question an attempt belongs to, and its reply as searches see it.
alter table evaluation.attempt
  add column ordinal int,
  add column repeat  int,
  add column search  text;
update evaluation.attempt a
  set ordinal = (entry ->> 'ordinal')::int, repeat = (entry ->> 'repeat')::int
  from (select id, replace(record, '\u0000', '\ufffd')::jsonb as entry from evaluation.attempt) e
  where e.id = a.id;
create index attempt_at_question on evaluation.attempt (job, ordinal, repeat, id);

-- The score of every question of a run that is over, so that pages of questions need no scoring.
create table evaluation.question_score (
  job           uuid not null references evaluation.job (id),
  ordinal       int not null,
  repeat        int not null,
  item          text not null,
  key           text not null,
  attempts      int not null,
  correct       boolean not null,
  scored        boolean not null,
  failure       text,
  score         double precision,
  cluster       int not null,
  extracted     text,
  gold          text not null,
  primary key (job, ordinal, repeat)
);

-- The items of a task as its runs asked them. The text is what a reader sees of the question.
create table evaluation.item (
  task_digest   text not null,
  ordinal       int not null,
  item          text not null,
  fields        text not null,
  question      text not null,
  search        text not null,
  primary key (task_digest, ordinal)
);

-- What the engine's result knows beside its JSON form; latencies and tokens of the run.
alter table evaluation.result
  add column beside  text,
  add column timing  text;

-- The endpoints that were asked, as they answered last.
create table evaluation.endpoint (
  address       text not null,
  model         text not null,
  revision      text not null,
  served        text not null,
  problem       text,
  adaptations   text not null default '',
  micros        bigint not null,
  probed_at     timestamptz not null,
  answered_at   timestamptz,
  primary key (address, model)
);

create table evaluation.season (
  programme     text not null,
  id            text not null,
  title_ko      text not null,
  title_en      text not null,
  suite         text not null,
  suite_digest  text not null,
  opens_at      timestamptz not null,
  closes_at     timestamptz not null,
  planned_by    text not null,
  planned_at    timestamptz not null,
  opened_by     text,
  opened_at     timestamptz,
  reason        text,
  primary key (programme, id)
);

create table evaluation.season_entrant (
  programme     text not null,
  season        text not null,
  entrant       text not null,
  name          text not null,
  endpoint      text not null,
  model         text not null,
  revision      text not null,
  primary key (programme, season, entrant),
  foreign key (programme, season) references evaluation.season (programme, id)
);
