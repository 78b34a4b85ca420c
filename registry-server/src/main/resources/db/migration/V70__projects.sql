-- For what payers and researchers may ask: docs/adr/2611-projects.md.
-- A project is asked for, reviewed by an administrator and granted or refused. request: as it was asked for, JSON; the columns beside it
-- are what is granted, which may be less. contact: a person's name that this person lets be published; null: none.
create table project (
  id            text primary key,
  account       text not null,
  role          text not null,
  organisation  text not null,
  contact       text,
  purpose       text not null,
  modules       text[] not null check (cardinality(modules) > 0),
  questions     text[] not null check (cardinality(questions) > 0),
  release_class text not null check (release_class in ('figures', 'rows')),
  starts_on     date not null,
  ends_on       date not null check (ends_on >= starts_on),
  request       text not null,
  requested_at  timestamptz not null,
  state         text not null check (state in ('requested', 'granted', 'refused', 'ended')),
  decided_by    text,
  decided_at    timestamptz,
  reason        text,
  ended_at      timestamptz
);
create index project_by_account on project (account);

-- What was decided stays: after a grant only its end comes, after a refusal or an end nothing.
create function projects_stay() returns trigger language plpgsql as
$$ begin
  if tg_op = 'DELETE' or old.state in ('refused', 'ended')
      or (old.state = 'granted' and (new.state <> 'ended'
        or (to_jsonb(new) - 'state' - 'ended_at') is distinct from (to_jsonb(old) - 'state' - 'ended_at')))
      or (old.state = 'requested' and
        (to_jsonb(new) - array['state', 'ended_at', 'modules', 'questions', 'release_class', 'starts_on', 'ends_on', 'decided_by', 'decided_at', 'reason'])
          is distinct from
        (to_jsonb(old) - array['state', 'ended_at', 'modules', 'questions', 'release_class', 'starts_on', 'ends_on', 'decided_by', 'decided_at', 'reason'])) then
    raise exception 'a project is never changed but for its decision and its end';
  end if;
  return new;
end $$;
create trigger projects_stay before update or delete on project for each row execute function projects_stay();

-- A project is one account's: whoever gets an account of the same name later does not inherit it.
create function projects_end_with_account() returns trigger language plpgsql as
$$ begin
  update project set state = 'ended', ended_at = now() where account = old.name and state in ('requested', 'granted');
  return old;
end $$;
create trigger projects_end_with_account after delete on account for each row execute function projects_end_with_account();

-- Which released answers a project was given; the data-use log counts them.
create table project_answer (
  project text not null references project (id),
  answer  text not null references answer (id),
  primary key (project, answer)
);

-- A row-level grant may belong to a project and ends with it.
alter table row_grant add column project text references project (id);
create index row_grant_by_project on row_grant (project) where project is not null;
create function row_grants_end_with_project() returns trigger language plpgsql as
$$ begin
  if new.state = 'ended' then
    update row_grant set ended_at = new.ended_at where project = new.id and ended_at is null;
  end if;
  return new;
end $$;
create trigger row_grants_end_with_project after update on project for each row execute function row_grants_end_with_project();
