, event as (
  select p.person, t.term_code as term, t.grade, t.onset_on
  from fact_toxicity t join person p using (patient_id, site)
  where t.scale = 'CTCAE-5.0'
)
select arm.person, arm.site, coalesce(event.term, '') as term, max(event.grade) as grade
from arm left join event on event.person = arm.person and event.onset_on >= arm.index_day
group by arm.person, arm.site, event.term
order by arm.person, event.term
