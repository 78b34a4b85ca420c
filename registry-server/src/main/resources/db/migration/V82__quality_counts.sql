-- What the board of quality sums up: courses by site, module, month of first arrival, and the day until which follow-up is fresh
-- (docs/quality.md). Kept up for whoever is marked, so that a board does not read all courses.

-- Whose courses are to be counted again: records, findings or consent have changed.
create table quality_due (
  id         bigint generated always as identity primary key,
  site       text,
  patient_id text not null
);

-- How each current course was counted last.
create table quality_course (
  course_id   text not null,
  patient_id  text not null,
  site        text not null,
  module      text not null,
  arrived     date not null,
  fresh_until date not null,
  items       int not null,
  due         int not null,
  timely      int not null,
  plausible   int not null
);
create index quality_course_by_patient on quality_course (patient_id);

create index quality_due_by_patient on quality_due (patient_id);

create table quality_count (
  site        text not null,
  module      text not null,
  arrived     date not null,
  fresh_until date not null,
  courses     bigint not null,
  items       bigint not null,
  due         bigint not null,
  timely      bigint not null,
  plausible   bigint not null,
  primary key (site, module, arrived, fresh_until)
);

insert into quality_due (site, patient_id) select distinct site, patient_id from fact_course where gone is null;

-- A person's records are counted when they have been looked at; findings may name others too.
create function quality_after_look() returns trigger language plpgsql as
$$ begin
  insert into quality_due (site, patient_id) select site, patient_id from looked;
  return null;
end $$;
create trigger quality_after_look after delete on finding_due referencing old table as looked for each statement
  execute function quality_after_look();

create function quality_after_finding() returns trigger language plpgsql as
$$ begin
  insert into quality_due (patient_id) select distinct p from named, unnest(named.patients) p;
  return null;
end $$;
create trigger quality_after_finding after insert on finding referencing new table as named for each statement
  execute function quality_after_finding();
create trigger quality_after_finding_gone after delete on finding referencing old table as named for each statement
  execute function quality_after_finding();

create function quality_after_consent() returns trigger language plpgsql as
$$ begin
  insert into quality_due (site, patient_id) select site, patient_id from said;
  return null;
end $$;
create trigger quality_after_withdrawal after insert on withdrawal referencing new table as said for each statement
  execute function quality_after_consent();
create trigger quality_after_consent after update on withdrawal referencing new table as said for each statement
  execute function quality_after_consent();

-- Counts those again who are marked, up to so many marks; answers how many marks were worked off.
create function count_quality(most int) returns int language plpgsql volatile as
$$ declare
  again  text[];
  worked int;
begin
  perform pg_advisory_xact_lock(7064983);
  with marks as (
    delete from quality_due where id in (select id from quality_due order by id limit most) returning patient_id
  )
  select array_agg(distinct patient_id), count(*) into again, worked from marks;
  if worked = 0 then
    return 0;
  end if;
  with before as (
    delete from quality_course q where q.patient_id = any (again) returning q.*
  ), course as (
    select f.site, f.module, f.fact_id, f.patient_id, f.started_on, f.line, f.index_quarter, s.registered_at, (
      select min(v.at) from (
        select r.last_updated as at from resource r where r.type = 'Procedure' and r.id = f.fact_id
        union all select h.last_updated from resource_history h where h.type = 'Procedure' and h.id = f.fact_id) v) as arrived
    from unnest(again) a (patient_id) join fact_course f on f.patient_id = a.patient_id join site s on s.id = f.site
    where f.gone is null and f.module is not null and not exists (
      select from withdrawal w where w.patient_id = f.patient_id and w.site = f.site and w.lifted is null)
  ), looked as (
    select c.*, case when c.index_quarter ~ '^[0-9]{4}-Q[1-4]$' then
        make_date(cast(left(c.index_quarter, 4) as int), 3 * cast(right(c.index_quarter, 1) as int) - 2, 1) + interval '3 months' end as quarter_end,
      p.sex, p.birth_year, p.aged_90_plus, v.fact_id as status, v.dead, v.follow_up_age_days, u.last_updated as status_arrived,
      exists (select from fact_administration a where a.patient_id = c.patient_id and a.site = c.site and a.gone is null)
        or exists (select from fact_cycle y where y.patient_id = c.patient_id and y.site = c.site and y.gone is null) as treated,
      not exists (select from finding n where n.patients @> array[c.patient_id]) as plausible
    from course c
      left join lateral (select * from fact_patient p where p.fact_id = c.patient_id and p.gone is null limit 1) p on true
      left join lateral (select * from fact_survival v where v.patient_id = c.patient_id and v.site = c.site and v.gone is null
        order by v.dead desc, v.known_on desc nulls last limit 1) v on true
      left join resource u on u.type = 'Observation' and u.id = v.fact_id
    where c.arrived is not null
  ), after as (
    insert into quality_course (course_id, patient_id, site, module, arrived, fresh_until, items, due, timely, plausible)
    select fact_id, patient_id, site, module, cast(arrived at time zone 'UTC' as date),
      case when dead then date 'infinity'
        when follow_up_age_days is null or status_arrived is null then date '-infinity'
        else cast(status_arrived at time zone 'UTC' as date) + 365 - follow_up_age_days end,
      (sex is not null)::int + (birth_year is not null or coalesce(aged_90_plus, false))::int + (started_on is not null)::int
        + (line is not null)::int + (index_quarter is not null)::int + (status is not null)::int + treated::int,
      (quarter_end is not null and quarter_end > registered_at at time zone 'UTC')::int,
      (quarter_end is not null and quarter_end > registered_at at time zone 'UTC'
        and arrived at time zone 'UTC' < quarter_end + interval '3 months')::int,
      plausible::int
    from looked
    returning *
  )
  insert into quality_count as c (site, module, arrived, fresh_until, courses, items, due, timely, plausible)
  select site, module, arrived, fresh_until, sum(n), sum(n * items), sum(n * due), sum(n * timely), sum(n * plausible)
  from (select 1 as n, a.* from after a union all select -1, b.* from before b) changed
  group by site, module, arrived, fresh_until
  on conflict (site, module, arrived, fresh_until) do update set courses = c.courses + excluded.courses, items = c.items + excluded.items,
    due = c.due + excluded.due, timely = c.timely + excluded.timely, plausible = c.plausible + excluded.plausible;
  delete from quality_count where courses = 0;
  return worked;
end $$;
