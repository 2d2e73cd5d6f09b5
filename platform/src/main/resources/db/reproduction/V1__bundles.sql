-- Every bundle of own runs that a team has handed in, whether in good form or not. The archives are
-- in the folder of bundles, each under its digest.
create table reproduction.bundle (
  programme     text not null,
  stage         text not null,
  team          text not null,
  task          text not null,
  version       int not null,
  file_name     text not null,
  archive       text not null,
  bytes         bigint not null,
  -- The digest of the files in the archive; null if it could not be opened.
  bundle        text,
  problems      text not null,
  -- What each run reached, scored again when it was handed in.
  counts        text not null,
  score         double precision,
  spread        double precision,
  hardware      text,
  target_model  text,
  target_score  numeric,
  target_source text,
  handed_in_by  text not null,
  handed_in_at  timestamptz not null,
  primary key (programme, stage, team, task, version)
);

-- The draw of a stage: its seed is secret until the stage is published, its commitment is not.
create table reproduction.draw (
  programme    text not null,
  stage        text not null,
  seed         text not null,
  commitment   text not null,
  committed_at timestamptz not null,
  -- The draw with all bundles that counted; null before submissions were closed.
  document     text,
  drawn_at     timestamptz,
  primary key (programme, stage)
);

-- A bundle that the lot chose to be repeated, and what the comparison found.
create table reproduction.repetition (
  programme   text not null,
  stage       text not null,
  team        text not null,
  task        text not null,
  version     int not null,
  draw        text not null,
  record      text,
  recorded_at timestamptz,
  -- Why our runs could not be compared with the team's.
  problem     text,
  primary key (programme, stage, team, task)
);
