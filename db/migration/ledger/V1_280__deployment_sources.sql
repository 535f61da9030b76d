-- Which commit of which source an image of a deployment was built of, what said so, and the commits since the one before it.
-- Where nothing is known of it, what is missing is told in words.
create table deployment_sources (
    deployment_id     bigint      primary key,
    image             text        not null,
    revision          text        not null,
    repository        text        not null,
    said_by           text        not null,
    missing           text        not null,
    commits           jsonb       not null,
    commits_truncated boolean     not null,
    place             bigint      not null default nextval('ledger_places'),
    written_by        xid8        not null default pg_current_xact_id(),
    recorded_at       timestamptz not null default clock_timestamp(),
    row_hash          bytea
);
create index deployment_sources_written_by on deployment_sources (written_by);
create trigger deployment_sources_hashed before insert on deployment_sources
    for each row execute function hash_ledger_row();
create trigger deployment_sources_append_only before update or delete or truncate on deployment_sources
    for each statement execute function refuse_change();

-- Whatever is in the record already stays in it, and this comes to it.
do $$
begin
    execute format(
        'create or replace view ledger_rows as %s union all select ''deployment_sources'', place, written_by, recorded_at, '
        'row_hash, to_jsonb(r) - ''row_hash'' from deployment_sources r',
        rtrim(pg_get_viewdef('ledger_rows'::regclass), '; '));
end $$;
