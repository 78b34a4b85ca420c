-- A resource of a Bundle that cannot go on with the rest is an arrival of its own, at the Bundle's place in the order.
alter table arrival add column part_of uuid references arrival;
alter table arrival add column place bigint;
-- Records, by the gateway's own ids, without which the part does not leave; null: it was held for itself.
alter table arrival add column needs text[];
create index arrival_needs on arrival (person_id) where needs is not null and state = 'held';
