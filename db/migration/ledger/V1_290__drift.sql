-- A live object departed from Git although Git said what it said before: one row per object and field when it began, and one
-- when it was over. Values are as they may be shown; nothing of a Secret is in them.
create table drifts (
    id                text        primary key,
    application       text        not null,
    project           text        not null,
    team              text        not null,
    service           text        not null,
    environment       text        not null,
    production        boolean     not null,
    cluster           text        not null,
    resource          text        not null,
    kind              text        not null,
    field             text        not null,
    git_value         text        not null,
    live_value        text        not null,
    manager           text        not null,
    manager_operation text        not null,
    subresource       text        not null,
    written_at        timestamptz,
    revisions         text[]      not null,
    began_at          timestamptz not null,
    place             bigint      not null default nextval('ledger_places'),
    written_by        xid8        not null default pg_current_xact_id(),
    recorded_at       timestamptz not null default clock_timestamp(),
    row_hash          bytea
);
create index drifts_place on drifts (place desc);
create index drifts_application on drifts (application, place desc);
create index drifts_concerned on drifts (application, project);
create index drifts_began on drifts (began_at);

create table drift_ends (
    drift        text        primary key,
    how          text        not null,
    operation_id bigint,
    revisions    text[]      not null,
    ended_at     timestamptz not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea
);

-- The chain covers them too, beside whatever it covers by now.
do $$
declare
    ledger_table text;
begin
    foreach ledger_table in array array['drifts', 'drift_ends'] loop
        execute format('create trigger %1$s_hashed before insert on %1$s for each row execute function hash_ledger_row()',
                       ledger_table);
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s
                        for each statement execute function refuse_change()', ledger_table);
        execute format('create index %1$s_written_by on %1$s (written_by)', ledger_table);
        execute format('create or replace view ledger_rows as %2$s union all
                        select %3$L, place, written_by, recorded_at, row_hash, to_jsonb(r) - ''row_hash'' from %1$s r',
                       ledger_table, rtrim(pg_get_viewdef('ledger_rows'::regclass), ';'), ledger_table);
    end loop;
end $$;
