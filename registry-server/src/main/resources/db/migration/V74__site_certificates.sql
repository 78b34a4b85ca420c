-- TLS certificates that sites have registered, as x5t#S256 of RFC 8705: where there is one, a site is known only by a connection with one of them.
create table site_certificate (
  site       text not null references site (id),
  thumbprint text not null check (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
  added_at   timestamptz not null,
  primary key (site, thumbprint)
);
