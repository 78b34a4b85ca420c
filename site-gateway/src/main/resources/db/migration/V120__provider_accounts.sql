-- People who sign in by an OpenID Connect provider: accounts without a password, which a sign-in renews and valid_until ends.
alter table account alter column password_hash drop not null;
alter table account
  add column issuer       text,
  add column subject      text,
  add column label        text,
  add column organisation text,
  add column signed_in_at timestamptz,
  add constraint account_password_or_provider check ((password_hash is null) = (issuer is not null and subject is not null));
create unique index account_subject on account (issuer, subject);

-- Sign-ins that were used, by the SHA-256 of their nonce, so that none is used twice.
create table used_sign_in (
  sha256    text primary key,
  forget_at timestamptz not null
);
