-- Facts that no table kept: companion data, cell products and their infusion, settlements. Records that were stored before get their rows here,
-- as the projection makes them of the same content.
create table fact_companion (
  fact_id text primary key, site text not null, patient_id text not null,
  stratum text not null, coded text, value numeric, unit text, comparator text, observed_on date not null
);
create table fact_cell_product (
  fact_id text primary key, site text not null, patient_id text not null,
  material text not null, source text not null, parents text not null, collected_on date, dose numeric, dose_unit text,
  viability_percent numeric, vector_copies numeric, transduction_percent numeric
);
create table fact_cell_infusion (
  fact_id text primary key, site text not null, patient_id text not null,
  cell_product_id text not null, given_on date not null
);
create table fact_settlement (
  fact_id text primary key, site text not null, patient_id text not null,
  group_system text, payment_group text, total numeric, benefit numeric, currency text not null, from_on date not null, to_on date
);

create index fact_companion_by_stratum on fact_companion (stratum, patient_id);
create index fact_companion_by_patient on fact_companion (patient_id);
create index fact_cell_product_by_patient on fact_cell_product (patient_id);
create index fact_cell_infusion_by_patient on fact_cell_infusion (patient_id);
create index fact_settlement_by_patient on fact_settlement (patient_id);

-- What is needed of FHIR's JSON, for this migration alone.
create or replace function pg_temp.extension(content jsonb, name text) returns jsonb language sql immutable as $$
  select e from jsonb_array_elements(coalesce(content -> 'extension', '[]')) e
  where e ->> 'url' = 'https://therafed.org/fhir/StructureDefinition/' || name limit 1
$$;
create or replace function pg_temp.code(concept jsonb, code_system text) returns text language sql immutable as $$
  select c ->> 'code' from jsonb_array_elements(coalesce(concept -> 'coding', '[]')) c where c ->> 'system' = code_system limit 1
$$;
create or replace function pg_temp.id_of(reference text) returns text language sql immutable as $$
  select substr(reference, position('/' in reference) + 1)
$$;
create or replace function pg_temp.day(moment text) returns date language sql immutable as $$
  select case when length(moment) >= 10 then cast(left(moment, 10) as date) end
$$;
create or replace function pg_temp.amount(quantity jsonb, unit text) returns numeric language sql immutable as $$
  select case when quantity ->> 'code' = unit then cast(quantity ->> 'value' as numeric) end
$$;
create or replace function pg_temp.total(content jsonb, category text) returns numeric language sql immutable as $$
  select cast(t #>> '{amount,value}' as numeric) from jsonb_array_elements(coalesce(content -> 'total', '[]')) t
  where pg_temp.code(t -> 'category', 'http://terminology.hl7.org/CodeSystem/adjudication') = category limit 1
$$;
create or replace function pg_temp.claims(content jsonb, profile text) returns boolean language sql immutable as $$
  select content #> '{meta,profile}' @> to_jsonb('https://therafed.org/fhir/StructureDefinition/' || profile)
    and coalesce(content ->> 'status', '') not in ('entered-in-error', 'cancelled', 'revoked', 'aborted')
$$;

insert into fact_companion
  select id, site, pg_temp.id_of(content #>> '{subject,reference}'), stratum,
    coalesce(content ->> 'valueBoolean', case when class like stratum || '-%' then substr(class, length(stratum) + 2) else class end),
    cast(content #>> '{valueQuantity,value}' as numeric), content #>> '{valueQuantity,code}', content #>> '{valueQuantity,comparator}', seen_on
  from (
    select id, site, content, pg_temp.code(content -> 'code', 'https://therafed.org/fhir/CodeSystem/companion') as stratum,
      pg_temp.code(content -> 'valueCodeableConcept', 'https://therafed.org/fhir/CodeSystem/companion') as class,
      pg_temp.day(content ->> 'effectiveDateTime') as seen_on
    from resource where type = 'Observation' and pg_temp.claims(content, 'atr-companion')
  ) c
  where stratum is not null and seen_on is not null
    and (class is not null or content -> 'valueQuantity' is not null or content -> 'valueBoolean' is not null);

insert into fact_cell_product
  select id, site, pg_temp.id_of(pg_temp.extension(content, 'recipient') #>> '{valueReference,reference}'),
    pg_temp.code(content -> 'productCode', 'https://therafed.org/fhir/CodeSystem/cell-material'),
    pg_temp.extension(content, 'cell-source') ->> 'valueCode',
    coalesce((select string_agg(pg_temp.id_of(p ->> 'reference'), ',' order by n)
      from jsonb_array_elements(content -> 'parent') with ordinality as x (p, n)), ''),
    pg_temp.day(content #>> '{collection,collectedDateTime}'),
    cast(pg_temp.extension(content, 'cell-dose') #>> '{valueQuantity,value}' as numeric),
    pg_temp.extension(content, 'cell-dose') #>> '{valueQuantity,code}',
    pg_temp.amount(pg_temp.extension(content, 'viability') -> 'valueQuantity', '%'),
    pg_temp.amount(pg_temp.extension(content, 'vector-copy-number') -> 'valueQuantity', '{copies}/{diploid_genome}'),
    pg_temp.amount(pg_temp.extension(content, 'transduction') -> 'valueQuantity', '%')
  from resource where type = 'BiologicallyDerivedProduct' and pg_temp.claims(content, 'atr-cell-product');

insert into fact_cell_infusion
  select id, site, pg_temp.id_of(content #>> '{subject,reference}'),
    pg_temp.id_of(pg_temp.extension(content, 'cell-product') #>> '{valueReference,reference}'),
    pg_temp.day(coalesce(content ->> 'effectiveDateTime', content #>> '{effectivePeriod,start}'))
  from resource where type = 'MedicationAdministration' and pg_temp.claims(content, 'atr-administration')
    and content ->> 'status' <> 'not-done' and pg_temp.extension(content, 'cell-product') is not null
    and pg_temp.day(coalesce(content ->> 'effectiveDateTime', content #>> '{effectivePeriod,start}')) is not null;

insert into fact_settlement
  select id, site, pg_temp.id_of(content #>> '{patient,reference}'), packaged ->> 'system', packaged ->> 'code',
    pg_temp.total(content, 'submitted'), pg_temp.total(content, 'benefit'), content #>> '{total,0,amount,currency}',
    pg_temp.day(content #>> '{billablePeriod,start}'), pg_temp.day(content #>> '{billablePeriod,end}')
  from (
    select id, site, content, (select d #> '{packageCode,coding,0}' from jsonb_array_elements(coalesce(content -> 'diagnosis', '[]'))
      with ordinality as x (d, n) where d #> '{packageCode,coding,0}' is not null order by n limit 1) as packaged
    from resource where type = 'ExplanationOfBenefit' and pg_temp.claims(content, 'atr-settlement') and content ->> 'status' <> 'draft'
  ) s
  where pg_temp.day(content #>> '{billablePeriod,start}') is not null and content #>> '{total,0,amount,currency}' is not null;
