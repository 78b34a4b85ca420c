select arm.site, bool_or(r.category in ('CR', 'PR')) as responder
from arm join person p using (person) join fact_response r on r.patient_id = p.patient_id and r.site = p.site
where r.criterion = 'RECIST1.1' and r.category <> 'NE' and r.assessed_on > arm.index_day
group by arm.person, arm.site
order by arm.person
