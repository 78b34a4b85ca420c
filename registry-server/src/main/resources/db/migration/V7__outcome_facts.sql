-- Procedures that are outcomes (dialysis, transplantation, ...) and causes of death, which endpoint rules read. Records that were stored
-- before have rows here from their next version on.
create table fact_procedure (
  fact_id text primary key, site text not null, patient_id text not null,
  kind text not null, started_on date not null, ended_on date, ongoing boolean not null
);
create table fact_death_cause (
  fact_id text primary key, site text not null, patient_id text not null,
  cause text not null, died_on date
);

create index fact_procedure_by_patient on fact_procedure (patient_id);
create index fact_death_cause_by_patient on fact_death_cause (patient_id);
