-- Until when teams propose the common benchmarks of an item. A later announcement takes the place of
-- an earlier one; none is ever changed.
create table proposal.announcement (
  programme    text not null,
  stage        text not null,
  item         text not null,
  number       int not null,
  announced_at timestamptz not null,
  closes_at    timestamptz not null,
  reason       text not null,
  announced_by text not null,
  primary key (programme, stage, item, number)
);

-- Every version of every list. The newest of a team counts; its digest covers all before it.
create table proposal.list (
  programme    text not null,
  stage        text not null,
  item         text not null,
  team         text not null,
  version      int not null,
  -- Ids of the catalogue, and what the catalogue does not have, as JSON.
  benchmarks   text not null,
  others       text not null,
  digest       text not null,
  handed_in_by text not null,
  handed_in_at timestamptz not null,
  primary key (programme, stage, item, team, version)
);

-- What the office says to a name that the catalogue does not have; the newest of a key counts.
create table proposal.ruling (
  id           bigint generated always as identity primary key,
  programme    text not null,
  stage        text not null,
  item         text not null,
  key          text not null,
  name         text not null,
  -- The task that it is counted as; null where it is declined.
  benchmark    text,
  reason       text not null,
  ruled_by     text not null,
  ruled_at     timestamptz not null
);

-- A selection that no longer changes, with the digest of the file that everybody can read.
create table proposal.fixing (
  programme    text not null,
  stage        text not null,
  item         text not null,
  digest       text not null,
  fixed_by     text not null,
  fixed_at     timestamptz not null,
  primary key (programme, stage, item)
);

-- That the office reminded a team that had handed in nothing.
create table proposal.reminder (
  id           bigint generated always as identity primary key,
  programme    text not null,
  stage        text not null,
  item         text not null,
  team         text not null,
  reminded_by  text not null,
  reminded_at  timestamptz not null
);
