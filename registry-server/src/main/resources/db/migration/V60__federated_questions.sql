-- Questions that sites answer with sums instead of records: docs/adr/2611-masked-questions.md.
-- A site that asks for questions shares aggregates.
create table aggregates_site (
  site       text primary key,
  last_asked timestamptz not null
);

create table federated_question (
  id          text primary key,
  asked       text not null,
  group_name  text not null,
  cut         int not null,
  body        text not null,
  account     text not null,
  posed_at    timestamptz not null,
  expires_at  timestamptz not null,
  phase       text not null,
  phase_until timestamptz not null,
  attempt     int not null default 1,
  among       text,
  total       text,
  counted     text,
  withheld    int not null default 0,
  linked      int not null default 0,
  answer      text,
  constraint federated_phase check (phase in ('join', 'mask', 'reveal', 'done', 'ended'))
);
create index federated_question_open on federated_question (phase) where phase in ('join', 'mask', 'reveal');
create index federated_question_group on federated_question (cut, group_name);

-- What each site that was asked has answered. content: its masked sums, or open ones without small cells.
create table federated_site (
  question   text not null references federated_question,
  site       text not null,
  state      text not null,
  attempt    int not null default 0,
  code       text,
  jwk        text,
  joined     text,
  content    text,
  secret     text,
  leave_out  text not null default '',
  changed_at timestamptz not null,
  primary key (question, site),
  constraint federated_state check (state in ('asked', 'joined', 'masked', 'open', 'revealed', 'refused', 'silent'))
);

-- Whom a question's sources may have in common, by the registry's own key of a person; kept until the question is answered.
-- site: empty for the registry's own records.
create table federated_person (
  question   text not null references federated_question,
  site       text not null,
  handle     text not null,
  person_key text not null,
  primary key (question, site, handle)
);
create index federated_person_key on federated_person (question, person_key);
