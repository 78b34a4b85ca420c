-- What has been released of each data cut, to whomever: docs/adr/2611-release-ledger.md.
-- Membership sets behind released figures; members: numbers of persons, 8 bytes each, sorted, as base64.
create table release_set (
  id      bigint generated always as identity primary key,
  cut     int not null references data_cut (number),
  members text not null
);
create index release_set_by_cut on release_set (cut, id);

-- Every decision, for the auditor. reason: why a figure was withheld; null: released.
create table release_decision (
  seq      bigint generated always as identity primary key,
  cut      int not null,
  question text not null,
  figure   text not null,
  reason   text
);

-- Which questions a person has asked of a cut; asking one again costs nothing.
create table question_asked (
  account  text not null,
  cut      int not null,
  question text not null,
  primary key (account, cut, question)
);

-- Answers as they were published, citable by id. basis: digest of who had withdrawn from the arm; another one later supersedes the answer.
create table answer (
  id          text primary key,
  cut         int not null,
  question    text not null,
  module      text not null,
  arm         text not null,
  basis       text not null,
  body        text not null,
  body_sha256 text not null,
  unique (cut, question, basis, body_sha256)
);

create function answers_stay() returns trigger language plpgsql as
$$ begin raise exception 'answers and what was released are never changed'; end $$;
create trigger answers_stay before update or delete on answer for each statement execute function answers_stay();
create trigger release_sets_stay before update or delete on release_set for each statement execute function answers_stay();
