-- What was refused of a site, by month and code: docs/quality.md. What was taken stands in transfer.
create table refusal_count (
  site      text not null,
  month     date not null check (month = date_trunc('month', month)),
  code      text not null,
  refused   bigint not null check (refused > 0),
  primary key (site, month, code)
);

-- Whether a patient has a cycle or an administration is asked for every course.
create index fact_cycle_by_patient on fact_cycle (patient_id);
