-- One sealer chains committed rows. A seal covers all rows of the transactions in a range: those below the oldest one that
-- was still running, so none of them can appear later. Its chain is sha256(chain before || every row's hash in order).
create table ledger_seals (
    id          bigint      generated always as identity primary key,
    from_xid    xid8        not null,
    to_xid      xid8        not null,
    row_count   bigint      not null,
    last_place  bigint      not null,
    chain       bytea       not null,
    sealed_at   timestamptz not null default clock_timestamp()
);

create trigger ledger_seals_append_only before update or delete or truncate on ledger_seals
    for each statement execute function refuse_change();

-- A row's hash must not depend on the time zone of who writes or reads it.
create or replace function hash_ledger_row() returns trigger language plpgsql set timezone to 'UTC' as $$
begin
    new.row_hash := sha256(convert_to(tg_table_name || (to_jsonb(new) - 'row_hash')::text, 'UTF8'));
    return new;
end $$;

create view ledger_rows as
    select 'operations' as kind, place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' as content from operations r
    union all select 'operation_attempts', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from operation_attempts r
    union all select 'operation_resources', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from operation_resources r
    union all select 'operation_verdicts', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from operation_verdicts r
    union all select 'deployments', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from deployments r
    union all select 'status_changes', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from status_changes r
    union all select 'attempt_effects', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from attempt_effects r
    union all select 'incident_reports', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from incident_reports r
    union all select 'incident_links', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from incident_links r
    union all select 'reclassifications', place, written_by, recorded_at, row_hash, to_jsonb(r) - 'row_hash' from reclassifications r;

do $$
declare
    ledger_table text;
begin
    foreach ledger_table in array array['operations', 'operation_attempts', 'operation_resources', 'operation_verdicts',
                                        'deployments', 'status_changes', 'attempt_effects', 'incident_reports',
                                        'incident_links', 'reclassifications'] loop
        execute format('create index %1$s_written_by on %1$s (written_by)', ledger_table);
    end loop;
end $$;
