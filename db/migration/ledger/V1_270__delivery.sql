-- What an attempt did to the objects that run: whether it applied any, only pruned, only ran hooks, or changed nothing; and
-- the phase whose failure ended it.
create table attempt_effects (
    operation_id bigint      not null,
    attempt      integer     not null,
    effect       text        not null,
    failed_phase text        not null,
    place        bigint      not null default nextval('ledger_places'),
    written_by   xid8        not null default pg_current_xact_id(),
    recorded_at  timestamptz not null default clock_timestamp(),
    row_hash     bytea,
    primary key (operation_id, attempt)
);

-- What alerting systems and people told of incidents. One incident is told of several times: it begins, it ends.
create table incident_reports (
    id          bigint      generated always as identity primary key,
    incident    text        not null,
    source      text        not null,
    title       text        not null,
    deployment  text        not null,
    operation   text        not null,
    revision    text        not null,
    application text        not null,
    service     text        not null,
    environment text        not null,
    started_at  timestamptz not null,
    resolved_at timestamptz,
    address     text        not null,
    actor_kind  text        not null,
    actor_name  text        not null,
    place       bigint      not null default nextval('ledger_places'),
    written_by  xid8        not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    row_hash    bytea
);
-- The same report sent again is one report.
create unique index incident_reports_once on incident_reports
    (incident, title, deployment, operation, revision, application, service, environment, started_at,
     coalesce(resolved_at, '-infinity'::timestamptz));
create index incident_reports_started on incident_reports (started_at);

-- A person says that a deployment caused an incident, or that it did not. The last word counts.
create table incident_links (
    id          bigint      generated always as identity primary key,
    incident    text        not null,
    deployment  text        not null,
    linked      boolean     not null,
    reason      text        not null,
    actor_kind  text        not null,
    actor_name  text        not null,
    said_at     timestamptz not null,
    place       bigint      not null default nextval('ledger_places'),
    written_by  xid8        not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    row_hash    bytea
);
create index incident_links_incident on incident_links (incident);

-- A person's word on a deployment, with the reason. The last word counts.
create table reclassifications (
    id          bigint      generated always as identity primary key,
    deployment  text        not null,
    said        text        not null,
    reason      text        not null,
    actor_kind  text        not null,
    actor_name  text        not null,
    said_at     timestamptz not null,
    place       bigint      not null default nextval('ledger_places'),
    written_by  xid8        not null default pg_current_xact_id(),
    recorded_at timestamptz not null default clock_timestamp(),
    row_hash    bytea
);
create index reclassifications_deployment on reclassifications (deployment);

create index status_changes_degraded on status_changes (at) where health = 'Degraded';

do $$
declare
    ledger_table text;
begin
    foreach ledger_table in array array['attempt_effects', 'incident_reports', 'incident_links', 'reclassifications'] loop
        execute format('create trigger %1$s_hashed before insert on %1$s for each row execute function hash_ledger_row()',
                       ledger_table);
        execute format('create trigger %1$s_append_only before update or delete or truncate on %1$s
                        for each statement execute function refuse_change()', ledger_table);
    end loop;
end $$;
