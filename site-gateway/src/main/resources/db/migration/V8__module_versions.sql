-- The module, with its version, that a course or decision began with; a later version that the registry hands out does not change it.
create table module_version (
  record text primary key,
  canonical text not null
);
