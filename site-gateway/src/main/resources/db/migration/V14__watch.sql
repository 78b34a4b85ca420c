-- Files of the watch folder whose rows are durable, until they have been moved away.
create table watched_file (
  id       bigserial primary key,
  folder   text not null,
  identity text not null,
  target   text not null,
  name     text not null,
  report   bytea not null,
  taken_at timestamptz not null
);
