-- A submission is never changed: a further one replaces it, and the newest counts.
create table submission.submission (
  id            bigint generated always as identity primary key,
  programme     text not null,
  stage         text not null,
  team          text not null,
  model         text not null,
  endpoint      text not null,
  revision      text not null,
  weights       text,
  manifest      text not null,
  declarations  text not null,
  licence       text,
  commercial_use boolean not null,
  rulebook_version int not null,
  submitted_by  text not null,
  submitted_at  timestamptz not null,
  receipt       text not null unique
);
create index submission_of_team on submission.submission (programme, stage, team, id desc);
