-- Exports under row-level grants, page by page, so that a restart goes on where it was; rows and files go when the export ends.
create table bulk_export (
  id         text primary key,
  holder     text not null,
  grants     text[] not null,
  basis      text not null,
  request    text not null,
  types      text[] not null,
  since      timestamptz,
  position   int not null default 0,
  after_id   text not null default '',
  started_at timestamptz not null,
  expires_at timestamptz not null
);
create index bulk_export_by_end on bulk_export (expires_at);

-- One NDJSON file: up to a thousand records of one type. patients: whom they are about, so that nobody who withdraws later is handed out.
create table bulk_export_file (
  export_id text not null references bulk_export (id) on delete cascade,
  number    int not null,
  type      text not null,
  records   int not null,
  last_id   text not null,
  content   text not null,
  patients  text[] not null,
  primary key (export_id, number)
);
