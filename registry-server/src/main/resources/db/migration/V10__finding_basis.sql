-- What findings were last made with: a digest of the rules, therapy modules and packages. One row.
create table finding_basis (
  one    boolean primary key check (one),
  digest text not null
);
