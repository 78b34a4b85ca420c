-- Facts: narrow rows made for questions, each from one version of one resource (fact_id is that resource's id).
create table fact_patient (
  fact_id text primary key, site text not null, patient_id text not null,
  sex text, birth_year int, aged_90_plus boolean not null, region text
);
create table fact_course (
  fact_id text primary key, site text not null, patient_id text not null,
  module text, arm text not null, modality text, started_on date, ended_on date, line int, status text, index_quarter text
);
create table fact_cycle (
  fact_id text primary key, site text not null, patient_id text not null,
  course_id text, number int, status text, happened_on date
);
create table fact_decision (
  fact_id text primary key, site text not null, patient_id text not null,
  module text, pathway text, decided_on date
);
create table fact_administration (
  fact_id text primary key, site text not null, patient_id text not null,
  cycle_id text, administered_at timestamptz, product text, radionuclide text, activity_mbq numeric
);
create table fact_response (
  fact_id text primary key, site text not null, patient_id text not null,
  criterion text, category text, best boolean not null, assessed_on date
);
create table fact_survival (
  fact_id text primary key, site text not null, patient_id text not null,
  dead boolean not null, known_on date, follow_up_age_days int
);
create table fact_toxicity (
  fact_id text primary key, site text not null, patient_id text not null,
  term_code text not null, term text, grade int not null, scale text, onset_on date, resolved_on date
);
create table fact_biomarker (
  fact_id text primary key, site text not null, patient_id text not null,
  loinc text not null, value numeric, unit text, comparator text, taken_on date
);
create table fact_dose (
  fact_id text primary key, site text not null, patient_id text not null,
  organ text, gray numeric, measured_on date
);
create table fact_cost (
  fact_id text primary key, site text not null, patient_id text not null,
  course_id text, component text not null, amount numeric not null, currency text not null, price_year int, charged_on date
);
create table fact_imaging (
  fact_id text primary key, site text not null, patient_id text not null,
  modalities text, started_at timestamptz, series int not null, instances int not null
);

create index fact_course_by_arm on fact_course (module, arm, started_on);
create index fact_course_by_patient on fact_course (patient_id);
create index fact_decision_by_module on fact_decision (module, pathway);
create index fact_administration_by_patient on fact_administration (patient_id);
create index fact_response_by_patient on fact_response (patient_id);
create index fact_survival_by_patient on fact_survival (patient_id);
create index fact_toxicity_by_patient on fact_toxicity (patient_id);
create index fact_biomarker_by_patient on fact_biomarker (patient_id, loinc, taken_on);
create index fact_cost_by_course on fact_cost (course_id);
create index fact_imaging_by_patient on fact_imaging (patient_id);
