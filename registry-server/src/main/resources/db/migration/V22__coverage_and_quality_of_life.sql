-- Facts of two profiles that are new, so that no record of them was stored before: classes of payer, and EQ-5D.
create table fact_coverage (
  fact_id text not null, site text not null, patient_id text not null,
  payer_class text, from_on date, to_on date,
  born int not null default 1, gone int
);
create table fact_quality_of_life (
  fact_id text not null, site text not null, patient_id text not null,
  instrument text not null, mobility int, self_care int, usual_activities int, pain_discomfort int, anxiety_depression int, vas int,
  utility numeric, value_set text, answered_on date not null,
  born int not null default 1, gone int
);
create unique index fact_coverage_current on fact_coverage (fact_id) where gone is null;
create unique index fact_quality_of_life_current on fact_quality_of_life (fact_id) where gone is null;
create index fact_coverage_by_patient on fact_coverage (patient_id);
create index fact_quality_of_life_by_patient on fact_quality_of_life (patient_id);
