-- A person whose identified content was erased at this hospital; the row stays so that counts and the order of transfers hold.
alter table person add column erased_at timestamptz;
alter table consent_evidence drop constraint consent_ground;
alter table consent_evidence add constraint consent_ground
  check (ground in ('permission', 'refusal', 'opt-out', 'not-today', 'erasure'));

-- That somebody was erased, for an audit: nothing of it says who.
create table erasure (
  id         bigint generated always as identity primary key,
  erased_at  timestamptz not null,
  person_id  bigint not null references person,
  arrivals   int not null,
  outbox_id  bigint references outbox,
  -- Keyed digests of the ids, until the registry has taken back what had left: what comes of the person meanwhile waits.
  waiting    text[]
);
create index erasure_waiting on erasure using gin (waiting) where waiting is not null;
create index erasure_outbox on erasure (outbox_id) where outbox_id is not null;

-- Which documents are evidence, and so kept.
create index consent_evidence_arrival on consent_evidence (arrival_id);
