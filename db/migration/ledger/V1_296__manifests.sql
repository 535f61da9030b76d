-- What was rendered for a deployment, kept as long as the record tells of the deployment. Every text is kept once, under the
-- SHA-256 of itself: an object's JSON, and the list of a deployment's objects. Values of Secrets are fingerprints.
create table ledger_contents (
    hash    text primary key check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    content text not null
);

-- Which objects a list names; follows from the lists, and spares reading them all to know what nobody needs any more.
create table ledger_content_parts (
    listing text not null,
    part    text not null,
    primary key (listing, part)
);
create index ledger_content_parts_part on ledger_content_parts (part);

create table deployment_manifests (
    deployment_id bigint      primary key,
    listing       text        not null,
    place         bigint      not null default nextval('ledger_places'),
    written_by    xid8        not null default ledger_transaction(),
    recorded_at   timestamptz not null default clock_timestamp(),
    row_hash      bytea
);
create index deployment_manifests_listing on deployment_manifests (listing);

-- Which image a name stood for on the nodes when the deployment was healthy.
create table deployment_images (
    deployment_id bigint      not null,
    image         text        not null,
    digest        text        not null,
    place         bigint      not null default nextval('ledger_places'),
    written_by    xid8        not null default ledger_transaction(),
    recorded_at   timestamptz not null default clock_timestamp(),
    row_hash      bytea,
    primary key (deployment_id, image, digest)
);
select make_ledger_table('deployment_manifests');
select make_ledger_table('deployment_images');

create function guard_ledger_contents() returns trigger language plpgsql as $$
begin
    if exists (select from gone)
       and not exists (select from ledger_checkpoints c where c.made_by = ledger_transaction()) then
        raise exception 'The record is append-only: % on % is refused', tg_op, tg_table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

do $$
declare
    contents text;
begin
    foreach contents in array array['ledger_contents', 'ledger_content_parts'] loop
        execute format('create trigger %1$s_append_only before update or truncate on %1$s
                        for each statement execute function refuse_change()', contents);
        execute format('create trigger %1$s_guarded after delete on %1$s referencing old table as gone
                        for each statement execute function guard_ledger_contents()', contents);
    end loop;
end $$;

-- What an application ran at an instant.
create index deployments_at on deployments (application, healthy_at desc, id desc);
