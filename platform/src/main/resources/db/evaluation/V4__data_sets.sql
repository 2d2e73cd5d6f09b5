-- Benchmark tasks that the office brought in beside those of the programme's folder. The files are
-- in the folder of data sets; what is sealed is there in its sealed form alone, and no key is here.
create table evaluation.data_set (
  programme      text not null,
  task           text not null,
  origin         text not null,
  file_name      text not null,
  file_digest    text not null,
  items          int not null,
  licence        text not null,
  redistribution boolean not null,
  commercial     boolean not null,
  derivatives    boolean not null,
  terms          text not null,
  source         text not null,
  imported_by    text not null,
  imported_at    timestamptz not null,
  -- The commitment of sealed items as it is published; null for items that are not sealed.
  commitment     text,
  -- Whether the items stay sealed after the season.
  withheld       boolean not null default false,
  reveal_by      text,
  reveal_reason  text,
  reveal_asked_at timestamptz,
  reveal_problem text,
  revealed_at    timestamptz,
  primary key (programme, task)
);

alter table evaluation.season
  add column purpose        text not null default '',
  add column announced_by   text,
  add column announced_at   timestamptz,
  add column published_by   text,
  add column published_at   timestamptz;

-- Sealed items have an order of choices for each entrant; others are the same for all ('').
alter table evaluation.item
  add column entrant text not null default '',
  drop constraint item_pkey,
  add primary key (task_digest, entrant, ordinal);
