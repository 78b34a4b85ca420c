-- Public keys that a site signs with: several at once, so that one can take another's place without a pause.
-- thumbprint: RFC 7638, SHA-256, base64url; kid: the key's name in signatures.
create table site_key (
  site       text not null references site (id),
  thumbprint text not null,
  kid        text not null,
  jwk        text not null,
  added_at   timestamptz not null,
  primary key (site, thumbprint),
  unique (site, kid)
);

-- The one key that each site had: EC P-256, named by its kid, or by its thumbprint where it had none.
insert into site_key (site, thumbprint, kid, jwk, added_at)
  select id, thumbprint, coalesce(kid, thumbprint), jsonb_set(key, '{kid}', to_jsonb(coalesce(kid, thumbprint)))::text, registered_at
  from (
    select id, registered_at, key, nullif(key ->> 'kid', '') as kid,
      translate(rtrim(encode(sha256(convert_to(
        '{"crv":"' || (key ->> 'crv') || '","kty":"EC","x":"' || (key ->> 'x') || '","y":"' || (key ->> 'y') || '"}', 'UTF8')), 'base64'), '='), '+/', '-_')
        as thumbprint
    from (select id, registered_at, jwk::jsonb as key from site) stored
  ) named
  where thumbprint is not null;
alter table site drop column jwk;

-- Access tokens by their SHA-256, until they end after five minutes, or with their key. certificate: x5t#S256 of the client's, where it showed one.
create table access_token (
  sha256      text primary key,
  site        text not null,
  thumbprint  text not null,
  scope       text not null,
  certificate text,
  expires_at  timestamptz not null,
  foreign key (site, thumbprint) references site_key (site, thumbprint) on delete cascade
);
create index access_token_by_end on access_token (expires_at);
create index access_token_by_key on access_token (site, thumbprint);

-- Client assertions that were used, by SHA-256 over site and jti, until they have expired.
create table used_assertion (
  id        text primary key,
  forget_at timestamptz not null
);
create index used_assertion_by_end on used_assertion (forget_at);
