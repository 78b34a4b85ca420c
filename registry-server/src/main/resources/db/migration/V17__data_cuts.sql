-- Questions are answered on frozen data cuts; docs/adr/2611-data-cuts.md.
-- The cuts, oldest first. What arrives belongs to the open cut, whose number is that of the last frozen one and one more.
create table data_cut (
  number int primary key check (number > 0),
  name   text not null unique,
  as_of  timestamptz not null,
  reason text not null
);

create function data_cuts_stay() returns trigger language plpgsql as
$$ begin raise exception 'data cuts are never changed'; end $$;
create trigger data_cuts_stay before update or delete on data_cut for each statement execute function data_cuts_stay();

-- The open cut's number, which stays until the transaction ends: freezing waits for it. Each statement of a volatile function sees what was
-- committed before it began, so the number is read after the wait.
create function open_cut() returns int language plpgsql volatile as
$$ begin
  perform pg_advisory_xact_lock_shared(7064960);
  return (select coalesce(max(number), 0) + 1 from data_cut);
end $$;

-- A row is of the cuts from born on and before gone. What is replaced before it was in any frozen cut is deleted.
do $$
declare
  kept text;
begin
  for kept in
    select table_name from information_schema.columns
    where table_schema = current_schema() and column_name = 'fact_id' and table_name like 'fact\_%'
  loop
    execute format('alter table %I add column born int not null default 1, add column gone int', kept);
    execute format('alter table %I drop constraint %I', kept, kept || '_pkey');
    execute format('create unique index %I on %I (fact_id) where gone is null', kept || '_current', kept);
  end loop;
end $$;

alter table person add column born int not null default 1, add column gone int;
alter table person drop constraint person_pkey;
create unique index person_current on person (patient_id) where gone is null;
create index person_by_patient on person (patient_id);
create or replace view person_of_patient as select patient_id, site, person from person where gone is null;

-- Patients whose latest Consent is none: no question counts them any more, on any cut. lifted: the open cut when they consented again,
-- from which on they count.
create table withdrawal (
  site       text not null,
  patient_id text not null,
  lifted     int
);
create unique index withdrawal_in_force on withdrawal (patient_id) where lifted is null;
create index withdrawal_by_patient on withdrawal (patient_id);

insert into withdrawal (site, patient_id)
  select site, patient from (
    select distinct on (site, patient) site, patient, refused from (
      select site, substr(content #>> '{patient,reference}', 9) as patient, left(content ->> 'dateTime', 10) as day,
        not (content ->> 'status' = 'active' and coalesce(content #>> '{provision,type}', '') = 'permit') as refused
      from resource where type = 'Consent'
    ) said
    order by site, patient, day desc, refused desc
  ) latest
  where refused;
