-- What would have left, at a site that shares aggregates: the de-identified records that its answers are computed from.
create table local_record (
  id       bigint generated always as identity primary key,
  patient  text not null,
  record   text not null,
  resource text not null,
  born     timestamptz not null,
  gone     timestamptz
);
create unique index local_record_current on local_record (record) where gone is null;
create index local_record_patient on local_record (patient);

-- A number for each patient that a change of the pseudonym does not change: what sets of people are compared by.
create table local_person (
  patient text primary key,
  number  bigint generated always as identity
);

-- Which transfers are in it, so that one whose outcome was not noted can be asked for.
create table local_transfer (
  sequence bigint primary key,
  sha256   text not null
);

-- How this site shares, since its first record was sent or kept.
create table sharing (
  one  boolean primary key default true check (one),
  mode text not null check (mode in ('records', 'aggregates'))
);
