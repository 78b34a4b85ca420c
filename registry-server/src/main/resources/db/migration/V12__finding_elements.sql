-- Of each record of a finding the element concerned, as FHIRPath. What was found before is looked at again.
alter table finding add column elements jsonb not null default '[]';
insert into finding_due (site, patient_id)
  select distinct r.site, substr(coalesce(r.content -> 'subject' ->> 'reference', r.content -> 'patient' ->> 'reference'), 9)
  from resource r
  where coalesce(r.content -> 'subject' ->> 'reference', r.content -> 'patient' ->> 'reference')
    in (select 'Patient/' || p from finding, unnest(patients) as p);
