-- National ids link persons only after they were checked and with their country; docs/adr/2611-linkage-token-v2.md.
-- Why the id that came last may not link, as a code.
alter table person add column unlinked text;

-- What was kept so far may be a placeholder or a slip of the pen, and its tokens are of the old format. Transfers with such a
-- token that have no number yet are made again; of each other person one record enters again, and the Patient with it.
update arrival set state = 'new', due_at = now(), outbox_id = null
  where state = 'queued' and outbox_id in (
    select o.id from outbox o join person p on p.id = o.person_id
    where p.national_id is not null and o.state = 'queued' and o.sequence is null);
delete from outbox o using person p
  where p.id = o.person_id and p.national_id is not null and o.state = 'queued' and o.sequence is null;
update arrival set state = 'new', due_at = now(), outbox_id = null
  where id in (
    select distinct on (a.person_id) a.id from arrival a join person p on p.id = a.person_id
    where p.national_id is not null and a.state = 'sent' order by a.person_id, a.seq desc);

-- The gateway judges the ids anew, from the Patients it kept.
update person set national_id = null where national_id is not null;
