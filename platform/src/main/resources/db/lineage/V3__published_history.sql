-- What the history of a case needs to be published and checked by others: a pseudonym of each
-- person in each case, and a salt for the digest of what is said inside the panel.
alter table lineage.verification_case
  add column secret text not null default gen_random_uuid()::text || gen_random_uuid()::text;
alter table lineage.case_event add column pseudonym text not null default '';
alter table lineage.case_event add column salt text not null default '';
