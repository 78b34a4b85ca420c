-- Until when a password is taken; null: until it is replaced. A configured one is written anew at every start and then has no end;
-- what is here before that may be a one-time password that somebody has never replaced.
alter table account add column valid_until timestamptz;
update account set valid_until = now() + interval '24 hours';
