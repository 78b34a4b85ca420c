-- Sites, transfers, resources with history, persons.
create table site (
  id            text primary key,
  name          text not null,
  jwk           text not null,
  status        text not null,
  registered_at timestamptz not null
);

create table account (
  name          text primary key,
  password_hash text not null,
  roles         text not null
);

-- One row per accepted transfer: what makes a repeat harmless and a gap visible.
create table transfer (
  site        text not null references site (id),
  sequence    bigint not null,
  sha256      text not null,
  resources   int not null,
  receipt     text not null,
  received_at timestamptz not null,
  primary key (site, sequence)
);

create table resource (
  type         text not null,
  id           text not null,
  site         text not null references site (id),
  version      int not null,
  sequence     bigint not null,
  content      jsonb not null,
  last_updated timestamptz not null,
  primary key (type, id)
);
create index resource_by_site on resource (site, type, id);

create table resource_history (
  type         text not null,
  id           text not null,
  version      int not null,
  site         text not null,
  sequence     bigint not null,
  content      jsonb not null,
  last_updated timestamptz not null,
  primary key (type, id, version)
);

-- Who a patient of a site is, across sites. The key is a keyed hash of the linkage token; null where no token came.
-- A person is what is linked by key where there is one, else one patient of one site.
create table person (
  patient_id text primary key,
  site       text not null references site (id),
  person_key text,
  person     text not null generated always as (coalesce(person_key, site || '/' || patient_id)) stored
);
create index person_by_person on person (person);

create view person_of_patient as select patient_id, site, person from person;
