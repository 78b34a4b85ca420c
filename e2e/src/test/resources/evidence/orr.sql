, vital as (
  select p.person, s.known_on as day
  from fact_survival s join person p using (patient_id, site) where s.dead
), death as (
  select arm.person, min(vital.day) as day
  from arm join vital using (person) where vital.day >= arm.index_day group by arm.person
), assessed as (
  select arm.person, r.criterion, r.category, r.assessed_on as day
  from arm join person p using (person)
  join fact_response r on r.patient_id = p.patient_id and r.site = p.site
  left join death using (person)
  where r.assessed_on > arm.index_day and (death.day is null or r.assessed_on <= death.day)
), recist as (
  select person, bool_or(category in ('CR', 'PR')) as responder
  from assessed where criterion = 'RECIST1.1' and category <> 'NE' group by person
), other as (
  select arm.person, min(c.started_on) as day
  from arm join person p using (person) join fact_course c on c.patient_id = p.patient_id and c.site = p.site
  where (c.module <> 'rlt-psma' or c.arm <> arm.pathway) and c.started_on > arm.index_day
    and (c.status is null or c.status not in ('not-done', 'preparation'))
  group by arm.person
), early as (
  -- Never assessed, and dead, progressed or under another therapy by the day on which the first assessment was due.
  select arm.person from arm left join death using (person) left join other using (person)
  where least(death.day, other.day,
    (select min(a.day) from assessed a where a.person = arm.person and a.category = 'PD')) <= arm.index_day + 63
)
select arm.site, coalesce(recist.responder, false) as responder
from arm left join recist using (person)
where recist.person is not null or arm.person in (select person from early)
order by arm.person
