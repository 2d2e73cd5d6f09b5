-- One row per judgement; a later one of the same evaluator on the same item replaces it on the
-- sheet and both stay here.
create table review.score (
  id          bigint generated always as identity primary key,
  programme   text not null,
  stage       text not null,
  evaluator   text not null,
  team        text not null,
  item        text not null,
  points      numeric not null,
  reason      text not null,
  entered_by  text not null,
  entered_at  timestamptz not null
);
create index score_of_stage on review.score (programme, stage, evaluator, team, item, id desc);

-- What an evaluator says of a team apart from points: a conflict of interest, or that a
-- requirement is not met.
create table review.mark (
  id          bigint generated always as identity primary key,
  programme   text not null,
  stage       text not null,
  evaluator   text not null,
  team        text not null,
  kind        text not null,
  value       boolean not null,
  reason      text not null,
  entered_by  text not null,
  entered_at  timestamptz not null
);
create index mark_of_stage on review.mark (programme, stage, evaluator, team, kind, id desc);
