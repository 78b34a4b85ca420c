-- The version of the therapy module that a course began with and keeps. Of records that were stored before, what they say is read again, so
-- that a row is the same whether it was written before or after.
alter table fact_course add column module_version text;
update fact_course set module_version = said.version
from (
  select r.site, r.id, nullif(split_part(part ->> 'valueCanonical', '|', 2), '') as version
  from resource r, jsonb_array_elements(r.content -> 'extension') as part
  where r.type = 'Procedure' and part ->> 'url' = 'https://therafed.org/fhir/StructureDefinition/module'
) as said
where said.id = fact_course.fact_id and said.site = fact_course.site;
