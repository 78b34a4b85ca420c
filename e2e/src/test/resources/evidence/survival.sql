, vital as (
  select p.person, s.dead, s.known_on as day
  from fact_survival s join person p using (patient_id, site)
), seen as (
  select person, day from vital where not dead
  union all select p.person, f.administered_on
    from fact_administration f join person p using (patient_id, site)
  union all select p.person, f.taken_on from fact_biomarker f join person p using (patient_id, site)
  union all select p.person, f.onset_on from fact_toxicity f join person p using (patient_id, site)
  union all select p.person, f.assessed_on from fact_response f join person p using (patient_id, site)
  union all select p.person, cast(f.started_at at time zone 'UTC' as date)
    from fact_imaging f join person p using (patient_id, site)
  union all select p.person, f.decided_on from fact_decision f join person p using (patient_id, site)
  union all select p.person, f.started_on from fact_course f join person p using (patient_id, site)
    where f.status is null or f.status not in ('not-done', 'preparation')
), death as (
  select arm.person, min(vital.day) as day
  from arm join vital using (person) where vital.dead and vital.day >= arm.index_day group by arm.person
), alive as (
  select arm.person, max(seen.day) as day
  from arm join seen using (person) where seen.day >= arm.index_day group by arm.person
)
select arm.site, coalesce(death.day, alive.day) - arm.index_day as days, death.day is not null as died
from arm left join death using (person) left join alive using (person)
where coalesce(death.day, alive.day) is not null
order by person
