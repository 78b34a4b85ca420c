-- The console for the hospital's staff.
-- Local accounts. valid_until: end of a password for the first time; null: it is a lasting one.
create table account (
  name          text primary key,
  password_hash text not null,
  roles         text not null,
  valid_until   timestamptz
);

-- Who signed in, was refused, looked at a patient or changed something. No identifier of a patient: an arrival is named by its id.
create table console_act (
  id         bigint generated always as identity primary key,
  done_at    timestamptz not null,
  account    text not null,
  address    text not null,
  act        text not null,
  arrival_id uuid,
  allowed    boolean not null,
  unrecorded bigint not null default 0
);
create function console_acts_stay() returns trigger language plpgsql as
$$ begin raise exception 'what was done on the console is never changed'; end $$;
create trigger console_acts_stay before update or delete on console_act for each statement execute function console_acts_stay();

-- Names by which senders know what came (message control id, accession number), as keyed digests.
create table arrival_name (
  name       text not null,
  arrival_id uuid not null references arrival,
  primary key (name, arrival_id)
);
create index arrival_name_arrival on arrival_name (arrival_id);
