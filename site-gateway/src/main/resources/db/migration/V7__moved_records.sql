-- A record may move to another person: its versions are looked up by the record alone.
create index record_version_record on record_version (record_id);
