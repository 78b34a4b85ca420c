-- Reports of storage commitment that are owed, and what became of earlier ones. What was asked
-- about is encrypted, its Transaction UID a keyed digest, and it is forgotten when the report is handed over.
create table commitment_request (
  id              bigint generated always as identity primary key,
  requester       text not null,
  transaction_uid text not null,
  instances       text not null,
  received_at     timestamptz not null,
  next_at         timestamptz not null,
  attempts        int not null default 0,
  state           text not null,
  ended_at        timestamptz,
  committed       int,
  failed          int,
  code            text,
  unique (requester, transaction_uid),
  constraint commitment_state check (state in ('owed', 'reported', 'given-up'))
);
create index commitment_owed on commitment_request (next_at) where state = 'owed';
