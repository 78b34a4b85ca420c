-- Identified data of one hospital. Nothing of this leaves except what outbox.body holds.

create table person (
  id            bigint generated always as identity primary key,
  issuer        text not null,
  patient_id    text not null,
  national_id   text,
  patient       text,
  shift_basis   text,
  patient_sent  text,
  recheck_on    date,
  unique (issuer, patient_id)
);

-- Logical ids under which a hospital's FHIR server knows a person.
create table person_alias (
  fhir_id   text primary key,
  person_id bigint not null references person
);

create table arrival (
  id             uuid primary key,
  seq            bigint generated always as identity,
  source         text not null,
  kind           text not null,
  business_key   text not null,
  group_key      text,
  content_sha256 text not null,
  content        bytea,
  file           text,
  person_id      bigint references person,
  waits_for      text,
  received_at    timestamptz not null,
  due_at         timestamptz not null,
  traceparent    text,
  state          text not null,
  changed_at     timestamptz not null,
  code           text,
  reasons        text,
  alone          boolean not null default false,
  outbox_id      bigint,
  transfer_seq   bigint,
  superseded_by  uuid,
  constraint arrival_state check (state in ('new', 'queued', 'sent', 'held', 'refused', 'superseded'))
);
create unique index arrival_seq on arrival (seq);
create index arrival_new on arrival (due_at) where state = 'new';
create index arrival_person on arrival (person_id, state);
create index arrival_key on arrival (business_key) where state in ('new', 'queued', 'sent', 'held');
create index arrival_waits on arrival (waits_for) where state = 'held';
create index arrival_group on arrival (group_key) where group_key is not null;
create index arrival_outbox on arrival (outbox_id) where outbox_id is not null;

create table consent_decision (
  arrival_id uuid not null references arrival,
  position   int not null,
  person_id  bigint not null references person,
  decision   text not null,
  decided_on date not null,
  valid_from date,
  valid_to   date,
  primary key (arrival_id, position)
);
create index consent_person on consent_decision (person_id);

create table outbox (
  id              bigint generated always as identity primary key,
  person_id       bigint not null references person,
  resources       text not null,
  items           int not null,
  traceparent     text,
  state           text not null,
  sequence        bigint unique,
  body            bytea,
  body_sha256     text,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null,
  enqueued_at     timestamptz not null,
  done_at         timestamptz,
  code            text,
  receipt         text,
  constraint outbox_state check (state in ('queued', 'sent', 'refused', 'stopped'))
);
create index outbox_waiting on outbox (person_id, id) where state = 'queued';

create table transfer_counter (
  single boolean primary key default true check (single),
  last bigint not null
);
insert into transfer_counter (last) values (0);
