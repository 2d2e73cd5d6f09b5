-- How often each task is measured in a season.
alter table evaluation.season add column runs int not null default 1;

-- Every latency of a run as histograms that add up, with its tokens; null until it is first asked for.
alter table evaluation.result
  drop column timing,
  add column latency text;

-- The runs of one number at one task are asked together; which jobs these are is looked up by it.
create index job_of_wave on evaluation.job (programme, stage, task, run);
