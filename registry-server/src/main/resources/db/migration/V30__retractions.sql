-- Number of the site's message that took a patient back: what has a smaller one comes too late. Null: the withdrawal came as a Consent.
alter table withdrawal add column sequence bigint;
