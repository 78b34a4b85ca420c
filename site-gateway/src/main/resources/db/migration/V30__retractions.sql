-- A withdrawal travels: the outbox takes back what has left of a person, and every answer of the consent book that let records go or held them
-- is kept as evidence.
alter table outbox drop constraint outbox_kind;
alter table outbox add constraint outbox_kind check (kind in ('records', 'remap', 'retraction'));

-- The row that takes records back again.
alter table outbox add column retracted_by bigint references outbox;
create index outbox_retracted on outbox (retracted_by) where retracted_by is not null;

-- The row of the outbox that takes the arrival's records back, until they have been sent again.
alter table arrival add column retracted_by bigint references outbox;
create index arrival_retracted on arrival (person_id) where retracted_by is not null;

drop view consent_version;
create view consent_version as
  select person_id, seq, keys, decision, decided_on, valid_from, valid_to, arrival_id from consent_decision
  union all
  select person_id, seq, keys, 'deny', received_on, null::date, null::date, arrival_id from unread_consent;
create index consent_denied on consent_decision (person_id) where decision = 'deny';

-- Who stands on an opt-out list of the hospital. What has ended stays: it was a refusal once.
create table opt_out (
  id        bigint generated always as identity primary key,
  list      text not null,
  kind      text not null,
  issuer    text not null,
  value     text not null,
  folded    text not null,
  listed_at timestamptz not null,
  ended_at  timestamptz,
  constraint opt_out_kind check (kind in ('mrn', 'national-id', 'any'))
);
create unique index opt_out_entry on opt_out (list, kind, issuer, value) where ended_at is null;
create index opt_out_value on opt_out (value);
create index opt_out_folded on opt_out (folded);
create index person_patient_id on person (patient_id);
create index person_national_id on person (split_part(national_id, '|', 2)) where national_id is not null;

-- What the consent book answered, whenever it answered something else than before: which document or list, for which purpose and period.
create table consent_evidence (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references person,
  noted_at   timestamptz not null,
  ground     text not null,
  in_force   boolean not null,
  arrival_id uuid references arrival,
  opt_out_id bigint references opt_out,
  purpose    text not null,
  decided_on date,
  valid_from date,
  valid_to   date,
  constraint consent_ground check (ground in ('permission', 'refusal', 'opt-out', 'not-today'))
);
create index consent_evidence_person on consent_evidence (person_id, id);

create table retraction (
  outbox_id   bigint primary key references outbox,
  evidence_id bigint not null references consent_evidence
);
