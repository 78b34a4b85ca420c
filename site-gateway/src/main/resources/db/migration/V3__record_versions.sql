-- Which version of which record a transfer carries. A record may come alone, and again in a Bundle
-- of other composition: the order of the arrivals counts, not the request.
create table record_version (
  person_id  bigint not null references person,
  record_id  text not null,
  arrival_id uuid not null references arrival,
  outbox_id  bigint not null references outbox on delete cascade,
  primary key (person_id, record_id, arrival_id, outbox_id)
);
create index record_version_outbox on record_version (outbox_id);

-- How many records of an arrival later ones have replaced before it could leave, and its place in
-- the order since its last byte-identical repeat: what was said again counts from then.
alter table arrival add column superseded_records int not null default 0;
alter table arrival add column repeated_seq bigint;
create index arrival_superseded_records on arrival (id) where superseded_records > 0;

-- What the registry refused is a version, too: what comes after it is no repeat of the one before.
drop index arrival_key;
create index arrival_key on arrival (business_key, seq)
  where state in ('new', 'queued', 'sent', 'held', 'refused');
