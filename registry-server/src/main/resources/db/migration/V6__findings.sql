-- Findings over several records of one person; docs/adr/2611-findings.md.
-- Whose records have changed since they were last looked at. One row per transfer and patient: a writer never waits for a reader, and
-- a change that comes while a person is looked at stays marked.
create table finding_due (
  id         bigint generated always as identity primary key,
  site       text not null,
  patient_id text not null
);
create index finding_due_by_site on finding_due (site, id);

-- What was found when a person was last looked at. site: whose records alone show it; null: only those of several together.
create table finding (
  id         bigint generated always as identity primary key,
  site       text references site (id),
  patients   text[] not null,
  code       text not null,
  severity   text not null,
  records    jsonb not null,
  message    text not null,
  message_zh text not null
);
create index finding_by_patient on finding using gin (patients);
create index finding_by_site on finding (site, code);

create index resource_by_subject on resource
  ((coalesce(content -> 'subject' ->> 'reference', content -> 'patient' ->> 'reference')));

insert into finding_due (site, patient_id)
  select distinct site, substr(coalesce(content -> 'subject' ->> 'reference', content -> 'patient' ->> 'reference'), 9)
  from resource
  where coalesce(content -> 'subject' ->> 'reference', content -> 'patient' ->> 'reference') like 'Patient/%';
