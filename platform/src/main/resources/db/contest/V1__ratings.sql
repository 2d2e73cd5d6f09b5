create table contest.rating (
  programme   text not null,
  stage       text not null,
  panel       text not null,
  rater       text not null,
  team        text not null,
  rating      int not null check (rating between 1 and 5),
  position    int,
  seconds     int,
  entered_by  text not null,
  entered_at  timestamptz not null,
  primary key (programme, stage, panel, rater, team)
);
