-- What each arrival said of life and death under the id of a vital status: the day decides which of
-- it counts, not only the order of arrival.
create table vital_statement (
  arrival_id uuid not null references arrival,
  record_id  text not null,
  person_id  bigint not null references person,
  seq        bigint not null,
  said       text not null,
  on_day     date not null,
  correction boolean not null,
  primary key (arrival_id, record_id),
  constraint vital_said check (said in ('alive', 'dead', 'nothing'))
);
create index vital_statement_record on vital_statement (person_id, record_id);

-- Rows that are here already; the id is the gateway's key of the record: kind, issuer and patient,
-- each with its length, hashed.
insert into vital_statement (arrival_id, record_id, person_id, seq, said, on_day, correction)
  select a.id,
    left(encode(sha256(convert_to('vital-status|' || length(p.issuer) || ':' || p.issuer || '|'
      || length(p.patient_id) || ':' || p.patient_id, 'UTF8')), 'hex'), 40),
    a.person_id, a.seq, a.content_json ->> 'status', (a.content_json ->> 'on')::date, false
  from (select id, person_id, seq, convert_from(content, 'UTF8')::jsonb as content_json from arrival
    where source = 'table' and kind = 'vital-status' and state <> 'refused') a
  join person p on p.id = a.person_id;
