-- An export ends as soon as somebody in its files withdraws or is taken back: its files go at once, not when it expires. A page that is being
-- written meanwhile holds its export's row; the wait for it makes its file visible to the deletion, and the next page is never begun.
alter table bulk_export add column closed boolean not null default false;

create function close_exports(withdrawn_site text, withdrawn text) returns void language plpgsql volatile as
$$ begin
  perform 1 from bulk_export where not closed and position < cardinality(types) order by id for update;
  with closing as (
    update bulk_export x set closed = true, position = cardinality(types)
    where not x.closed and exists (
      select from bulk_export_file f where f.export_id = x.id and f.patients && (
        select array_agg(distinct own.patient_id) || array[withdrawn]
        from person said join person own on own.person = said.person and own.gone is null
        where said.patient_id = withdrawn and said.site = withdrawn_site and said.gone is null))
    returning x.id
  )
  delete from bulk_export_file f using closing where f.export_id = closing.id;
end $$;

create function exports_close_with_withdrawal() returns trigger language plpgsql as
$$ begin
  if new.lifted is null then
    perform close_exports(new.site, new.patient_id);
  end if;
  return new;
end $$;
create trigger exports_close_with_withdrawal after insert or update on withdrawal for each row execute function exports_close_with_withdrawal();

select close_exports(site, patient_id) from withdrawal where lifted is null and exists (select from bulk_export_file);
