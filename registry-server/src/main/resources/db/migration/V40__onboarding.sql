-- How a site comes on board; docs/adr/2611-onboarding.md.
-- One-time codes of invitations, as SHA-256. At most one of a site can be used.
create table invitation (
  sha256   text primary key,
  site     text not null,
  name     text not null,
  made_by  text not null,
  ends_at  timestamptz not null,
  used     boolean not null default false
);
create unique index invitation_open on invitation (site) where not used;

-- resumes: the state before a suspension. profile: what the site says it can do. last_seen: the UTC day of its latest request, and no more.
alter table site add column resumes text;
alter table site add column profile text not null default '{}';
alter table site add column last_seen date;

-- Every change of a site's state, and who made it.
create table site_event (
  id         bigint generated always as identity primary key,
  site       text not null,
  state      text not null,
  before     text not null,
  actor      text not null,
  happened   timestamptz not null
);
create index site_event_by_site on site_event (site, id);
create function site_events_stay() returns trigger language plpgsql as
$$ begin raise exception 'changes of a site''s state are never changed'; end $$;
create trigger site_events_stay before update or delete on site_event for each statement execute function site_events_stay();

-- Modules that are open at an accredited site, and who has looked at it since; null: not reviewed yet.
create table site_module (
  site        text not null references site (id),
  module      text not null,
  opened_on   date not null,
  reviewed_by text,
  reviewed_on date,
  primary key (site, module)
);

-- Reports of conformance runs, as they were given to the site.
create table conformance_run (
  site   text not null references site (id),
  number int not null,
  passed boolean not null,
  report text not null,
  primary key (site, number)
);
