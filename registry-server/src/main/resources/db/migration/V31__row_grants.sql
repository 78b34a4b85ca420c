-- Who may read rows: docs/adr/2611-row-level-grants.md. A grant never changes after it was proposed, so that sites approve what stands there.
create table row_grant (
  id          text primary key,
  holder      text not null,
  purpose     text not null,
  types       text[] not null check (cardinality(types) > 0),
  modules     text[] not null check (cardinality(modules) > 0),
  starts_on   date not null,
  ends_on     date not null check (ends_on >= starts_on),
  proposed_by text not null,
  proposed_at timestamptz not null,
  ended_at    timestamptz
);
create index row_grant_by_holder on row_grant (holder);

-- The sites whose records it is about; each approves for itself, by a request signed with the key of that thumbprint.
create table row_grant_site (
  grant_id     text not null references row_grant (id),
  site         text not null references site (id),
  approved_at  timestamptz,
  approved_key text,
  withdrawn_at timestamptz,
  primary key (grant_id, site)
);
create index row_grant_site_by_site on row_grant_site (site);

create function row_grants_stay() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' or old.ended_at is not null
      or (to_jsonb(new) - 'ended_at') is distinct from (to_jsonb(old) - 'ended_at') then
    raise exception 'a grant is never changed but for its end';
  end if;
  return new;
end $$;
create trigger row_grants_stay before update or delete on row_grant for each row execute function row_grants_stay();

-- A grant is one person's: whoever gets an account of the same name later does not inherit it.
create function row_grants_end_with_account() returns trigger language plpgsql as
$$ begin
  update row_grant set ended_at = now() where holder = old.name and ended_at is null;
  return old;
end $$;
create trigger row_grants_end_with_account after delete on account for each row execute function row_grants_end_with_account();

-- The patient whom a record is about; null where it names none.
create function record_patient(type text, id text, content jsonb) returns text language sql immutable parallel safe as $$
  select case type
    when 'Patient' then id
    when 'BiologicallyDerivedProduct' then substr(jsonb_path_query_first(content,
      '$.extension[*] ? (@.url == "https://therafed.org/fhir/StructureDefinition/recipient").valueReference.reference ? (@ starts with "Patient/")')
      #>> '{}', 9)
    else substr(coalesce(jsonb_path_query_first(content, '$.subject.reference ? (@ starts with "Patient/")'),
      jsonb_path_query_first(content, '$.patient.reference ? (@ starts with "Patient/")'),
      jsonb_path_query_first(content, '$.beneficiary.reference ? (@ starts with "Patient/")')) #>> '{}', 9)
  end
$$;

-- The cells that a product is, as Type/id; null where it is none made for one person.
create function record_cells(content jsonb) returns text language sql immutable parallel safe as $$
  select jsonb_path_query_first(content,
    '$.extension[*] ? (@.url == "https://therafed.org/fhir/StructureDefinition/cell-product").valueReference.reference') #>> '{}'
$$;

create index resource_by_recipient on resource (record_patient(type, id, content)) where type in ('BiologicallyDerivedProduct', 'Coverage');

-- A record as it is read: with its version, and with the month of its arrival.
create function record_text(content jsonb, version int, last_updated timestamptz) returns text language sql immutable parallel safe as $$
  select jsonb_set(content, '{meta}', coalesce(content -> 'meta', '{}') || jsonb_build_object('versionId', version::text,
    'lastUpdated', to_char(last_updated at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))::text
$$;

-- First moment of a FHIR date or time, and the first one after it; days and less precise ones by UTC.
create function fhir_from(said text) returns timestamptz language sql immutable parallel safe as $$
  select case length(said)
    when 4 then (said || '-01-01')::timestamp at time zone 'UTC'
    when 7 then (said || '-01')::timestamp at time zone 'UTC'
    when 10 then said::timestamp at time zone 'UTC'
    else said::timestamptz end
$$;
create function fhir_until(said text) returns timestamptz language sql immutable parallel safe as $$
  select case length(said)
    when 4 then ((said || '-01-01')::timestamp + interval '1 year') at time zone 'UTC'
    when 7 then ((said || '-01')::timestamp + interval '1 month') at time zone 'UTC'
    when 10 then (said::timestamp + interval '1 day') at time zone 'UTC'
    else said::timestamptz + case when strpos(said, '.') > 0 then interval '1 millisecond' else interval '1 second' end end
$$;

-- What an element of a record means to a search: a date, dateTime, instant or Period as the time from and until.
create function search_from(element jsonb) returns timestamptz language sql immutable parallel safe as $$
  select case when jsonb_typeof(element) = 'object'
    then case when element ->> 'start' is null then '-infinity' else fhir_from(element ->> 'start') end
    else fhir_from(element #>> '{}') end
$$;
create function search_until(element jsonb) returns timestamptz language sql immutable parallel safe as $$
  select case when jsonb_typeof(element) = 'object'
    then case when element ->> 'end' is null then 'infinity' else fhir_until(element ->> 'end') end
    else fhir_until(element #>> '{}') end
$$;

-- A number, or a Quantity, whose comparator makes it a range.
create function search_low(element jsonb) returns numeric language sql immutable parallel safe as $$
  select case when jsonb_typeof(element) <> 'object' then (element #>> '{}')::numeric
    when element ->> 'comparator' in ('<', '<=') then '-Infinity'
    else (element ->> 'value')::numeric end
$$;
create function search_high(element jsonb) returns numeric language sql immutable parallel safe as $$
  select case when jsonb_typeof(element) <> 'object' then (element #>> '{}')::numeric
    when element ->> 'comparator' in ('>', '>=') then 'Infinity'
    else (element ->> 'value')::numeric end
$$;

-- Whether a code, boolean, Coding, CodeableConcept or Identifier has the wanted code and system, each where it is wanted; system '': has none.
create function search_token(element jsonb, wanted jsonb) returns boolean language sql immutable parallel safe as $$
  select case when jsonb_typeof(element) = 'object' then
    exists (
      select from jsonb_array_elements(
        case when jsonb_typeof(element -> 'coding') = 'array' then element -> 'coding' else jsonb_build_array(element) end) c
      where (not wanted ? 'code' or coalesce(c ->> 'code', c ->> 'value') = wanted ->> 'code')
        and (not wanted ? 'system' or coalesce(c ->> 'system', '') = wanted ->> 'system'))
  else coalesce(wanted ->> 'system', '') = '' and coalesce(element #>> '{}' = wanted ->> 'code', false) end
$$;
