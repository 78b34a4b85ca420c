-- What waits, oldest first, is found without passing what was ever sent.
create index outbox_queued on outbox (id) where state = 'queued';
