-- What identifies is encrypted or keyed from here on; docs/storage.md. Rows of before are marked, and the gateway seals them at its start.
alter table person add column clear boolean not null default true;
alter table person alter column clear set default false;
-- Issuer and id, encrypted; the columns of these names hold keyed digests.
alter table person add column identity text;
alter table person add column national_country text;
alter table person add column national_lookup text;
drop index person_national_id;
create index person_national_lookup on person (national_lookup) where national_lookup is not null;

alter table person_alias add column clear boolean not null default true;
alter table person_alias alter column clear set default false;

alter table arrival add column clear boolean not null default true;
alter table arrival alter column clear set default false;
create index arrival_clear on arrival (seq) where clear;
-- Since when the content is not kept any more.
alter table arrival add column dropped_at timestamptz;
create index arrival_to_drop on arrival (changed_at) where state in ('sent', 'refused', 'superseded') and dropped_at is null;
create index arrival_file_to_drop on arrival (id) where dropped_at is not null and file is not null;

alter table consent_decision add column clear boolean not null default true;
alter table consent_decision alter column clear set default false;
alter table unread_consent add column clear boolean not null default true;
alter table unread_consent alter column clear set default false;
alter table record_version add column clear boolean not null default true;
alter table record_version alter column clear set default false;
alter table module_version add column clear boolean not null default true;
alter table module_version alter column clear set default false;
alter table opt_out add column clear boolean not null default true;
alter table opt_out alter column clear set default false;
alter table watched_file add column clear boolean not null default true;
alter table watched_file alter column clear set default false;

-- The day of a death identifies; nothing asks for it but the gateway itself.
alter table vital_statement alter column on_day type text using on_day::text;
alter table vital_statement add column clear boolean not null default true;
alter table vital_statement alter column clear set default false;

-- What tells the storage keys from others, and a text that the latest version has sealed.
alter table key_check add column storage_print text;
alter table key_check add column storage_probe text;
-- Whether no file of the database holds any more what rows held in clear.
alter table key_check add column rewritten boolean not null default true;

-- What is still to be sealed; empty afterwards.
create index person_clear on person (id) where clear;
create index person_alias_clear on person_alias (fhir_id) where clear;
create index consent_decision_clear on consent_decision (arrival_id) where clear;
create index vital_statement_clear on vital_statement (arrival_id) where clear;
create index record_version_clear on record_version (record_id) where clear;
