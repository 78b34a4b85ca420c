-- A decision belongs to a version of a Consent; a later version with one of its keys replaces it,
-- wherever it came from.
delete from consent_decision d using arrival a where a.id = d.arrival_id and a.state = 'superseded';
alter table consent_decision add column seq bigint;
alter table consent_decision add column keys text[];
update consent_decision d set seq = a.seq, keys = array[a.business_key]
  from arrival a where a.id = d.arrival_id;
alter table consent_decision alter column seq set not null;
alter table consent_decision alter column keys set not null;
create index consent_decision_keys on consent_decision using gin (keys);

-- Consents of requests and rows that were refused at the door: perhaps a withdrawal that nobody
-- could read.
create table unread_consent (
  arrival_id  uuid not null references arrival,
  position    int not null,
  seq         bigint not null,
  person_id   bigint references person,
  waits_for   text,
  received_on date not null,
  keys        text[] not null,
  primary key (arrival_id, position)
);
create index unread_consent_person on unread_consent (person_id);
create index unread_consent_waits on unread_consent (waits_for) where person_id is null;
create index unread_consent_keys on unread_consent using gin (keys);
insert into unread_consent (arrival_id, position, seq, person_id, received_on, keys)
  select id, 0, seq, person_id, received_at::date, array[business_key] from arrival
  where source = 'table' and kind = 'consents' and state = 'refused' and person_id is not null
    and code like 'GW-TABLE-%';

create view consent_version as
  select person_id, seq, keys, decision, decided_on, valid_from, valid_to from consent_decision
  union all
  select person_id, seq, keys, 'deny', received_on, null::date, null::date from unread_consent;
