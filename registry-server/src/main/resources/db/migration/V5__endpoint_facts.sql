-- Facts that endpoint rules read: lesions and their measurements, transfusions, and what an ASTCT grade is made of. Records that were
-- stored before have rows here from their next version on.
create table fact_lesion (
  fact_id text primary key, site text not null, patient_id text not null,
  role text, nodal boolean not null
);
create table fact_measurement (
  fact_id text primary key, site text not null, patient_id text not null,
  lesion_id text, measure text, value numeric, unit text, measured_on date
);
create table fact_transfusion (
  fact_id text primary key, site text not null, patient_id text not null,
  component text not null, given_on date not null
);
create table fact_astct (
  fact_id text primary key, site text not null, patient_id text not null,
  celsius numeric, fever_treated boolean, hypotension text, oxygen text, ice_score int, consciousness text, seizure text,
  motor_weakness boolean, oedema text
);

create index fact_lesion_by_patient on fact_lesion (patient_id);
create index fact_measurement_by_patient on fact_measurement (patient_id);
create index fact_transfusion_by_patient on fact_transfusion (patient_id);
create index fact_astct_by_patient on fact_astct (patient_id);
