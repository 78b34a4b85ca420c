-- Questions that the registry has asked this site, at a site that shares aggregates.
create table query_question (
  id          text primary key,
  asked       text not null,
  digest      text not null,
  state       text not null,
  received_at timestamptz not null,
  expires_at  timestamptz not null,
  changed_at  timestamptz not null,
  attempt     int not null default 0,
  among       text,
  people      text,
  secrets     text,
  reason      text,
  constraint query_state check (state in ('waiting', 'approved', 'joined', 'masked', 'answered', 'refused'))
);

-- What was answered to which message, to be given again when the answer was lost.
create table query_answer (
  question text not null references query_question,
  phase    text not null,
  attempt  int not null,
  place    int not null,
  message  text not null,
  answer   text not null,
  primary key (question, phase, attempt, place)
);

-- Everything that happened with questions, and what became of messages that are none; nothing of it is ever changed.
create table query_event (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  question text,
  what     text not null,
  code     text,
  attempt  int,
  sites    int,
  message  text
);
create index query_event_question on query_event (question, id);
create unique index query_event_message on query_event (message) where message is not null;

-- About which people this site has answered, among which sites, and about which it has refused to. The registry has no say in it.
create table query_ledger (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  cut      timestamptz not null,
  question text not null,
  people   text not null,
  among    text not null,
  reason   text
);
create index query_ledger_cut on query_ledger (cut, id);

create function never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are kept as they are', tg_table_name;
end $$;
create trigger query_ledger_kept before update or delete or truncate on query_ledger
  for each statement execute function never_changed();
create trigger query_event_kept before update or delete or truncate on query_event
  for each statement execute function never_changed();

-- Data cuts that questions were accepted on.
create table query_cut (
  as_of timestamptz primary key
);

-- Other sites' signing keys, and whether somebody here has accepted them as theirs.
create table query_peer (
  site       text not null,
  thumbprint text not null,
  seen_at    timestamptz not null,
  accepted   text,
  primary key (site, thumbprint)
);

-- Tokens of nobody that go with the real ones, so that their number does not tell how many persons there are.
create table query_decoy (
  people text not null,
  place  int not null,
  token  text not null,
  primary key (people, place)
);
