-- Every mutation: who did what to which object, with what result. Append-only.
create table audit_entries (
    id          bigint generated always as identity primary key,
    recorded_at timestamptz not null default clock_timestamp(),
    actor_kind  text        not null,
    actor_name  text        not null,
    action      text        not null,
    target      text        not null,
    result      text        not null,
    detail      jsonb       not null default '{}',
    request_id  text
);

create index audit_entries_target on audit_entries (target, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The record is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;

create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function refuse_change();
