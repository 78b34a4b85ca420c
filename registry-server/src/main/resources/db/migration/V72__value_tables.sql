-- Tariffs, prices and EQ-5D utilities that administrators bring: docs/tables.md. Every version stays.
create table value_table (
  name         text not null,
  version      int not null check (version > 0),
  kind         text not null check (kind in ('tariff', 'utility')),
  entries      int not null,
  content      text not null,
  sha256       text not null,
  uploaded_by  text not null,
  uploaded_at  timestamptz not null,
  signed_by    text,
  signed_at    timestamptz,
  effective_on date,
  -- The signed package as base64: fhir-profiles/docs/distribution.md.
  package      text,
  primary key (name, version),
  check ((signed_by is null) = (package is null) and (package is null) = (effective_on is null))
);
create function value_tables_stay() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' or old.package is not null
      or (to_jsonb(new) - array['signed_by', 'signed_at', 'effective_on', 'package']) is distinct from
         (to_jsonb(old) - array['signed_by', 'signed_at', 'effective_on', 'package']) then
    raise exception 'a table is never changed but for its signature';
  end if;
  return new;
end $$;
create trigger value_tables_stay before update or delete on value_table for each row execute function value_tables_stay();
