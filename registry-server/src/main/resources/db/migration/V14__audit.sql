-- Who did what, as IHE BALP AuditEvents in a chain: hash = SHA-256(hash of the one before as text, then the event's text), both UTF-8.
create table audit_event (
  seq   bigint primary key,
  event text not null,
  hash  text not null
);

create function audit_events_stay() returns trigger language plpgsql as
$$ begin raise exception 'audit events are never changed'; end $$;
create trigger audit_events_stay before update or delete on audit_event for each statement execute function audit_events_stay();
