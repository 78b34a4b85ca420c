-- The day of an administration where it was given: an instant loses the offset of its hospital here, and endpoints of cell therapies count
-- from the day of the infusion. Of records that were stored before, the UTC day stands in until their next version.
alter table fact_administration add column administered_on date;
update fact_administration set administered_on = cast(administered_at at time zone 'UTC' as date);
