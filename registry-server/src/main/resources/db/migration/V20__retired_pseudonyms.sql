-- Pseudonyms that are no more, as SHA-256 of site|pseudonym: what comes under one is refused. What a pseudonym became stands nowhere.
create table retired_pseudonym (
  site   text not null references site (id),
  digest text not null,
  primary key (site, digest)
);

-- A row of frozen cuts keeps the pseudonym of then; now: the pseudonym since, under which a withdrawal would come. It stands here as long as
-- a frozen cut holds the person.
alter table person add column now text;
