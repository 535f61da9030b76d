-- The record. Every row carries a place in one sequence, the transaction that wrote it and its own hash, so that a later
-- sealer can chain committed rows without changing them.
create sequence ledger_places;

create table operations (
    id           bigint      primary key,
    application  text        not null,
    project      text        not null,
    team         text        not null,
    service      text        not null,
    environment  text        not null,
    production   boolean     not null,
    cluster      text        not null,
    kind         text        not null,
    actor_kind   text        not null,
    actor_name   text        not null,
    reason       text        not null,
    revisions    text[]      not null,
    request      jsonb       not null,
    started_at   timestamptz not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea
);
create index operations_application on operations (application, id desc);
create index operations_started on operations (started_at desc);

create table operation_attempts (
    operation_id bigint      not null,
    attempt      integer     not null,
    phase        text        not null,
    message      text        not null,
    revisions    text[]      not null,
    started_at   timestamptz not null,
    finished_at  timestamptz not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea,
    primary key (operation_id, attempt)
);

create table operation_resources (
    operation_id bigint      not null,
    attempt      integer     not null,
    ordinal      integer     not null,
    resource     text        not null,
    sync_phase   text        not null,
    wave         integer     not null,
    hook         boolean     not null,
    result       text        not null,
    message      text        not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea,
    primary key (operation_id, attempt, ordinal)
);

-- Two verdicts per operation: the sync, and the rollout that follows.
create table operation_verdicts (
    operation_id bigint      not null,
    verdict      text        not null,
    result       text        not null,
    message      text        not null,
    reached_at   timestamptz not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea,
    primary key (operation_id, verdict)
);

-- The first time a new desired state is healthy.
create table deployments (
    id                  bigint      generated always as identity primary key,
    application         text        not null,
    project             text        not null,
    team                text        not null,
    service             text        not null,
    environment         text        not null,
    production          boolean     not null,
    cluster             text        not null,
    operation_id        bigint,
    revisions           text[]      not null,
    rendered_hash       text        not null,
    render_key          text        not null,
    images              jsonb       not null,
    commits             jsonb       not null,
    commits_truncated   boolean     not null,
    previous_hash       text,
    actor_kind          text        not null,
    actor_name          text        not null,
    live_at             timestamptz not null,
    healthy_at          timestamptz not null,
    place               bigint      not null default nextval('ledger_places'),
    written_by          xid8        not null default pg_current_xact_id(),
    recorded_at         timestamptz not null default clock_timestamp(),
    row_hash            bytea
);
create index deployments_application on deployments (application, id desc);
create index deployments_healthy on deployments (healthy_at desc);
-- The same operation cannot make two deployments.
create unique index deployments_once on deployments (application, operation_id, rendered_hash);

create table status_changes (
    id          bigint      generated always as identity primary key,
    application text        not null,
    sync        text        not null,
    health      text        not null,
    message     text        not null,
    cause       text        not null,
    at          timestamptz not null,
    place       bigint      not null default nextval('ledger_places'),
    written_by  xid8        not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    row_hash    bytea
);
create index status_changes_application on status_changes (application, id desc);

create function hash_ledger_row() returns trigger language plpgsql as $$
begin
    new.row_hash := sha256(convert_to(tg_table_name || (to_jsonb(new) - 'row_hash')::text, 'UTF8'));
    return new;
end $$;

do $$
declare
    ledger_table text;
begin
    foreach ledger_table in array array['operations', 'operation_attempts', 'operation_resources',
                                        'operation_verdicts', 'deployments', 'status_changes'] loop
        execute format('create trigger %1$s_hashed before insert on %1$s for each row execute function hash_ledger_row()',
                       ledger_table);
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s
                        for each statement execute function refuse_change()', ledger_table);
    end loop;
end $$;
