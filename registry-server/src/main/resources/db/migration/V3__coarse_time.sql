-- No row that can be joined to a person says when it arrived nearer than the month, or how old a follow-up is nearer than 30 days:
-- beside the shifted dates of the same rows, exact ones would tell the shift, and with it every true date of that person.
-- The exact values stay in dead rows and old write-ahead log until PostgreSQL reuses them, and in back-ups until those expire.
update fact_survival
set follow_up_age_days = greatest(0, follow_up_age_days / 30 * 30)
where follow_up_age_days is not null;

update transfer
set received_at = date_trunc('month', received_at at time zone 'UTC') at time zone 'UTC',
    receipt = regexp_replace(receipt, '"lastModified":"([0-9]{4}-[0-9]{2})-[^"]*"', '"lastModified":"\1-01T00:00:00Z"', 'g');

update resource set last_updated = date_trunc('month', last_updated at time zone 'UTC') at time zone 'UTC';
update resource_history set last_updated = date_trunc('month', last_updated at time zone 'UTC') at time zone 'UTC';

create function pg_temp.in_bands(content jsonb) returns jsonb language sql immutable as $$
  select jsonb_set(content, '{extension}', (
    select jsonb_agg(
      case when extension ->> 'url' like '%/follow-up-age' and extension ? 'valueInteger'
        then jsonb_set(extension, '{valueInteger}', to_jsonb(greatest(0, (extension ->> 'valueInteger')::int / 30 * 30)))
        else extension end
      order by position)
    from jsonb_array_elements(content -> 'extension') with ordinality as each(extension, position)))
$$;
update resource set content = pg_temp.in_bands(content)
where type = 'Observation' and content @? '$.extension[*] ? (@.url like_regex "/follow-up-age$")';
update resource_history set content = pg_temp.in_bands(content)
where type = 'Observation' and content @? '$.extension[*] ? (@.url like_regex "/follow-up-age$")';
drop function pg_temp.in_bands(jsonb);

-- Held by the database too, so that no later writer brings exact ones back.
alter table fact_survival add constraint follow_up_in_bands check (follow_up_age_days % 30 = 0);
alter table transfer add constraint arrival_by_month
  check (received_at at time zone 'UTC' = date_trunc('month', received_at at time zone 'UTC'));
alter table resource add constraint arrival_by_month
  check (last_updated at time zone 'UTC' = date_trunc('month', last_updated at time zone 'UTC'));
alter table resource_history add constraint arrival_by_month
  check (last_updated at time zone 'UTC' = date_trunc('month', last_updated at time zone 'UTC'));
