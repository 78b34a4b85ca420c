-- Begins every query here. Parameter: the arm. Definitions: registry-server/docs/questions.md.
with begun as (
  select p.person, c.site, c.fact_id as course, c.started_on, c.arm as pathway
  from fact_course c join person p on p.patient_id = c.patient_id and p.site = c.site
  where c.module = 'rlt-psma' and c.arm = ? and c.started_on is not null
    and (c.status is null or c.status not in ('not-done', 'preparation'))
), placed as (
  select *, row_number() over (partition by person order by started_on, course) as place from begun
), arm as (
  select person, site, started_on as index_day, pathway from placed where place = 1
)
