-- A record held for a value that is hardly possible (GW-VALIDATE-002) which somebody let enter again: it is not held for that once more.
alter table arrival add column confirmed boolean not null default false;
