-- Up to when a FHIR server was asked, and the export that it is preparing. For whom it was asked
-- stands in pull_look, and how it answered in pull_source, under fhir:<name>.
create table fhir_pull_mark (
  source         text primary key,
  consents_until timestamptz,
  exported_until timestamptz,
  export_url     text,
  export_began   timestamptz,
  export_next    timestamptz,
  export_whole   boolean
);
