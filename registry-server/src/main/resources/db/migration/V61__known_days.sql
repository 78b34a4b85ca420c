-- How exactly the start of a course is known (DAY, MONTH or YEAR), and whether the outcome of an adverse event is death. Of records that
-- were stored before, what the current version says is read; rows of former versions, of which nothing is known, keep the day and no outcome
-- (an event of grade 5 is fatal by its grade).
alter table fact_course add column start_known text;
update fact_course f set start_known = case length(said.start) when 4 then 'YEAR' when 7 then 'MONTH' else 'DAY' end
from (
  select site, id, coalesce(content ->> 'performedDateTime', content #>> '{performedPeriod,start}') as start
  from resource where type = 'Procedure'
) as said
where said.id = f.fact_id and said.site = f.site and f.gone is null;

alter table fact_toxicity add column fatal_outcome boolean not null default false;
update fact_toxicity f set fatal_outcome = true
from resource r
where r.type = 'AdverseEvent' and r.id = f.fact_id and r.site = f.site and f.gone is null
  and exists (
    select from jsonb_array_elements(coalesce(r.content #> '{outcome,coding}', '[]')) c
    where (c ->> 'system', c ->> 'code') in (
      ('http://terminology.hl7.org/CodeSystem/adverse-event-outcome', 'fatal'),
      ('http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', 'C48275'))
  );
