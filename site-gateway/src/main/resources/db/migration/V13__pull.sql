-- Where images of whom have been looked for, and how each archive answered last.
create table pull_look (
  source    text not null,
  person_id bigint not null references person,
  looked_at timestamptz,
  tried_at  timestamptz not null,
  failures  int not null default 0,
  next_at   timestamptz not null,
  code      text,
  primary key (source, person_id)
);

create table pull_source (
  source     text primary key,
  failures   int not null default 0,
  next_at    timestamptz,
  succeeded  timestamptz,
  failed     timestamptz,
  reason     text,
  last_run   text
);

-- A pull asks whether an object was refused; what stands has an index.
create index arrival_refused_key on arrival (business_key) where state = 'refused';
