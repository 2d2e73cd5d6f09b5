create table identity.account (
  username      text primary key,
  password_hash text not null,
  name_ko       text not null,
  name_en       text not null,
  role          text not null,
  programme     text,
  -- The team that a team's account speaks for, or the pseudonym under which a reviewer scores.
  subject       text,
  created_at    timestamptz not null
);
