-- Pseudonyms that are no more, as SHA-256 of site|pseudonym: what comes under one is refused. What a pseudonym became stands nowhere.
create table retired_pseudonym (
  site   text not null references site (id),
  digest text not null,
  primary key (site, digest)
);
