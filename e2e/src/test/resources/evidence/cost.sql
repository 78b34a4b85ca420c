, charge as (
  select b.person, b.site, b.course, k.component, k.currency, k.price_year, k.amount
  from begun b join fact_cost k on k.course_id = b.course and k.site = b.site
), uniform as (
  select course from charge group by course
  having count(distinct currency) = 1 and count(distinct price_year) = 1 and bool_and(price_year is not null)
), price as (
  select currency, price_year from charge join uniform using (course) group by currency, price_year
  order by count(distinct course) desc, price_year desc, currency desc limit 1
)
select person, site, course, component, currency, price_year, sum(amount) as amount
from charge join uniform using (course) join price using (currency, price_year)
group by person, site, course, component, currency, price_year
order by course, component
