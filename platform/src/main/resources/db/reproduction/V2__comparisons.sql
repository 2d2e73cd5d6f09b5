-- Our runs of a repetition are compared with the team's by a job, once. Of a comparison that could
-- not be made, as when the archive cannot be read, the last failure is kept; it is tried again.
alter table reproduction.repetition
  add column problem_ko  text,
  add column attempts    int not null default 0,
  add column failure     text,
  add column failed_at   timestamptz;
