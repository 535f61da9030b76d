-- What was refused or failed says why.
alter table audit_entries add column reason text not null default '';

create index audit_entries_actor on audit_entries (actor_name text_pattern_ops, id desc);
create index audit_entries_action on audit_entries (action text_pattern_ops, id desc);
create index audit_entries_at on audit_entries (recorded_at);
