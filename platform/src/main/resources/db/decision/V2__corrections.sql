-- A corrected verdict says what it corrects and why; a first one has no correction.
alter table decision.verdict add column correction text;

-- The newest event of each verification case when the verdict was issued, by team.
alter table decision.verdict add column cases text not null default '{}';

-- Of the versions of a stage's verdict one at most is issued with the same predecessor.
create unique index issued_correction_of on decision.verdict
  (programme, stage, ((correction::json -> 'supersedes' ->> 'version')))
  where issued_at is not null and correction is not null;
