-- Under which version of the site's key a person leaves. Whom a person of another id was found to be, and since when.
alter table person add column key_version int not null default 1;
alter table person add column merged_into bigint references person;
alter table person add column merged_on date;
create index person_key_version on person (key_version);
create index person_merged on person (merged_into);

-- The person whose id an arrival names, where that one was merged into another.
alter table arrival add column named_id bigint references person;

-- A row of the outbox brings records, or says that a pseudonym is another one from now on.
alter table outbox add column kind text not null default 'records';
alter table outbox add constraint outbox_kind check (kind in ('records', 'remap'));
create index outbox_person on outbox (person_id, state);
