-- The latest head of the registry's audit trail that this gateway was told: who makes the trail anew or cuts it is seen by it.
create table audit_anchor (
  one          boolean primary key default true check (one),
  seq          bigint not null,
  hash         text not null,
  told_at      timestamptz not null,
  contradicted boolean not null default false
);
