-- Comparison of what was sent with what the registry has; counts alone.
create table reconciliation (
  id          bigint generated always as identity primary key,
  started_at  timestamptz not null,
  compared_at timestamptz,
  state       text not null,
  passes      int not null default 0,
  compared    bigint not null default 0,
  missing     bigint not null default 0,
  sent_again  bigint not null default 0,
  not_permitted bigint not null default 0,
  not_sendable bigint not null default 0,
  not_known   bigint not null default 0,
  differing   bigint not null default 0,
  difference  bigint,
  code        text,
  constraint reconciliation_state check (state in ('waiting', 'done', 'failed'))
);

-- Numbers under which the registry has something that this gateway does not know.
create table registry_unknown (
  sequence        bigint primary key,
  sha256          text not null,
  found_at        timestamptz not null,
  acknowledged_at timestamptz
);

-- Settled: the registry need not have it under this number, since it was taken back, leaves again
-- under another one, or somebody has acknowledged that it is missing.
alter table outbox add column settled_at timestamptz;
alter table outbox add column reconciliation_id bigint references reconciliation;
create index outbox_reconciled on outbox (reconciliation_id) where reconciliation_id is not null and state = 'queued';
-- What was released to be made anew: the comparison waits for it.
alter table arrival add column reconciliation_id bigint references reconciliation;
create index arrival_reconciled on arrival (reconciliation_id) where reconciliation_id is not null;
