-- Answers are merged from partials by site and month of the index date, which are kept: docs/adr/2611-month-partials.md.

-- Whose facts changed in a cut, or who a person is; written in the transaction of the change.
create table patient_change (
  cut        int not null,
  site       text not null,
  patient_id text not null,
  primary key (cut, site, patient_id)
);

-- The first cut of which every change stands there: some of what is in the open cut now came before.
create table patient_change_begin (cut int not null);
insert into patient_change_begin select coalesce(max(number), 0) + 2 from data_cut;

-- The cuts for which the members of an arm are kept; one after the other without gaps.
create table arm_cut (
  module text not null,
  arm    text not null,
  cut    int not null references data_cut (number),
  primary key (module, arm, cut)
);

-- Members of arms with their index events, of the cuts from born on and before gone. month: first day of the month of the index date.
create table arm_member (
  module      text not null,
  arm         text not null,
  person      text not null,
  site        text not null,
  month       date not null,
  index_on    date not null,
  index_known text,
  course_id   text,
  patients    int not null,
  born        int not null,
  gone        int
);
create index arm_member_by_month on arm_member (module, arm, month, site);
create index arm_member_by_person on arm_member (person);

-- One state of the facts of all members of a site and month. Whatever changes one of them ends it, and the partials made of it; a withdrawal
-- deletes it. Each arm has a month without site and people in every cut, so that an arm of nobody is read like one of a few.
create table arm_month (
  id      bigint generated always as identity primary key,
  module  text not null,
  arm     text not null,
  site    text not null,
  month   date not null,
  born    int not null,
  gone    int,
  persons int not null
);
create index arm_month_by_arm on arm_month (module, arm, site, month);

-- question: digest of a question without its confidence level, and of the version that computed it.
create table month_partial (
  arm_month bigint not null references arm_month (id) on delete cascade,
  question  text not null,
  partial   text not null,
  primary key (question, arm_month)
);
create index month_partial_by_month on month_partial (arm_month);

create index person_by_now on person (now) where now is not null;
create index fact_decision_by_patient on fact_decision (patient_id);
create index fact_dose_by_patient on fact_dose (patient_id);

-- Who withdraws leaves what is kept in the same transaction. The lock is held alone by whoever withdraws and by whoever ends the building of an arm.
create function forget_member(withdrawn_site text, withdrawn text) returns void language plpgsql volatile as
$$ begin
  perform pg_advisory_xact_lock(7064980);
  with whom as (
    select distinct person, born, coalesce(gone, 2147483647) as gone from person p
    where p.site = withdrawn_site and (p.patient_id = withdrawn or p.now = withdrawn)
  ), lost as (
    delete from arm_member m using whom w
    where m.person = w.person and m.born < w.gone and coalesce(m.gone, 2147483647) > w.born
    returning m.module, m.arm, m.site, m.month, m.born, coalesce(m.gone, 2147483647) as gone, m.person
  ), stale as (
    delete from arm_month b
    where b.site = '' or exists (
      select from lost l where l.module = b.module and l.arm = b.arm and l.site = b.site and l.month = b.month
        and l.born < coalesce(b.gone, 2147483647) and l.gone > b.born)
    returning b.module, b.arm, b.site, b.month, b.born, b.gone, b.persons
  )
  insert into arm_month (module, arm, site, month, born, gone, persons)
    select s.module, s.arm, s.site, s.month, s.born, s.gone, s.persons - (
      select count(distinct l.person) from lost l where l.module = s.module and l.arm = s.arm and l.site = s.site and l.month = s.month
        and l.born < coalesce(s.gone, 2147483647) and l.gone > s.born)
    from stale s;
end $$;

-- A consent of before is found only where a renaming brings it to another person: what is kept of that person's arms is made anew.
create function forget_arms(withdrawn_site text, withdrawn text) returns void language plpgsql volatile as
$$ declare
  concerned record;
begin
  perform pg_advisory_xact_lock(7064980);
  for concerned in
    select distinct m.module, m.arm from arm_member m where m.person in (
      select p.person from person p where p.site = withdrawn_site and (p.patient_id = withdrawn or p.now = withdrawn))
  loop
    delete from arm_cut where module = concerned.module and arm = concerned.arm;
    delete from arm_member where module = concerned.module and arm = concerned.arm;
    delete from arm_month where module = concerned.module and arm = concerned.arm;
  end loop;
end $$;

create function members_leave_with_withdrawal() returns trigger language plpgsql as
$$ begin
  if new.lifted is null then
    perform forget_member(new.site, new.patient_id);
  elsif tg_op = 'INSERT' then
    perform forget_arms(new.site, new.patient_id);
  end if;
  return null;
end $$;
create trigger members_leave_with_withdrawal after insert or update on withdrawal for each row execute function members_leave_with_withdrawal();

create function members_leave_with_renaming() returns trigger language plpgsql as
$$ begin
  if exists (select from withdrawal w where w.site = new.site and w.patient_id = new.now) then
    perform forget_arms(new.site, new.now);
  end if;
  return null;
end $$;
create trigger members_leave_with_renaming after update of now on person for each row when (new.now is distinct from old.now)
  execute function members_leave_with_renaming();
