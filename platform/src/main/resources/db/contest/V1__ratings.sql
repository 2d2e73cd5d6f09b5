create table contest.rating (
  programme   text not null,
  stage       text not null,
  panel       text not null,
  rater       text not null,
  team        text not null,
  rating      int not null,
  -- At which place of the rater's random order the team came, and how long it was tried.
  position    int,
  seconds     int,
  entered_by  text not null,
  entered_at  timestamptz not null,
  primary key (programme, stage, panel, rater, team)
);
