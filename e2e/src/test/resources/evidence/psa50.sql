, psa as (
  select p.person, b.taken_on as day, b.fact_id as id, b.value, coalesce(b.comparator, '') as comparator
  from fact_biomarker b join person p using (patient_id, site)
  where b.loinc = '2857-1' and b.value is not null
), baseline as (
  select distinct on (arm.person) arm.person, arm.site, arm.index_day, psa.value, psa.comparator
  from arm join psa using (person)
  where psa.day between arm.index_day - 42 and arm.index_day
  order by arm.person, psa.day desc, psa.id desc
), later as (
  select b.person, psa.day, psa.id, psa.value * 2 <= b.value and psa.comparator not like '>%' as halved
  from baseline b join psa on psa.person = b.person and psa.day > b.index_day
), confirmed as (
  select l.person,
    (select c.halved from later c where c.person = l.person and c.day >= l.day + 21 order by c.day, c.id limit 1) as confirmed
  from later l where l.halved
)
select b.site, exists (select from confirmed c where c.person = b.person and c.confirmed) as responder
from baseline b
where b.value > 0 and b.comparator not like '<%' and exists (select from later l where l.person = b.person)
order by b.person
