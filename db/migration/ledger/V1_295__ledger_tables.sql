-- A dump that is restored on another server meets transaction numbers that begin anew there, and seals are ranges of them. So the
-- record counts on from where it was: it adds an offset, which is looked at after every migration.
create table ledger_offset (
    id           smallint primary key check (id = 1),
    transactions numeric  not null
);
insert into ledger_offset (id, transactions) values (1, 0);

create function ledger_transaction() returns xid8 language sql stable as $$
    select ((pg_current_xact_id()::text::numeric + (select transactions from ledger_offset))::text)::xid8
$$;

-- Every table whose rows are hashed belongs to the record: the view over all rows is made from the catalog, so that no list of
-- tables has to be kept in step. It is looked at again after every migration (afterMigrate__ledger_rows.sql).
create function ledger_tables() returns setof text language sql stable as $$
    select distinct c.relname::text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where p.proname = 'hash_ledger_row' and c.relnamespace = current_schema()::regnamespace
$$;

create function refresh_ledger_rows() returns void language plpgsql as $$
declare
    wanted text[];
    known  text[];
begin
    perform pg_advisory_xact_lock(x'5EA2'::int);
    select array_agg(each order by each) into wanted from ledger_tables() each;
    select array_agg(distinct c.relname::text order by c.relname::text) into known
    from pg_rewrite r join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
    join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass and c.oid <> r.ev_class
    where r.ev_class = 'ledger_rows'::regclass and c.relkind in ('r', 'p');
    if wanted is distinct from known then
        execute 'create or replace view ledger_rows as '
            || (select string_agg(format('select %1$L::text as kind, place, written_by, recorded_at, row_hash,
                                              to_jsonb(r) - ''row_hash'' as content from %1$I r', each), ' union all ')
                from unnest(wanted) each);
    end if;
end $$;

-- Rows that a checkpoint stands for may go, in the transaction that made it and in no other.
create table ledger_checkpoints (
    number       bigint      primary key,
    seal         bigint      not null,
    transactions xid8        not null,
    chain        bytea       not null,
    removed      bigint      not null,
    removed_from timestamptz not null,
    removed_to   timestamptz not null,
    kept         bigint      not null,
    kept_chain   bytea       not null,
    made_at      timestamptz not null,
    before       bytea       not null,
    signature    bytea       not null,
    made_by      xid8        not null default ledger_transaction()
);
create trigger ledger_checkpoints_append_only before update or delete or truncate on ledger_checkpoints
    for each statement execute function refuse_change();

create function guard_ledger_rows() returns trigger language plpgsql as $$
begin
    if exists (select from gone where not exists (select from ledger_checkpoints c
               where c.made_by = ledger_transaction() and gone.written_by < c.transactions)) then
        raise exception 'The record is append-only: % on % is refused', tg_op, tg_table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

-- Makes a table part of the record: hashed, chained, and append-only but for what a checkpoint stands for.
create function make_ledger_table(name text) returns void language plpgsql as $$
begin
    execute format('create or replace trigger %1$s_hashed before insert on %1$s for each row execute function hash_ledger_row()', name);
    execute format('create or replace trigger %1$s_append_only before update or truncate on %1$s
                    for each statement execute function refuse_change()', name);
    execute format('create or replace trigger %1$s_guarded after delete on %1$s referencing old table as gone
                    for each statement execute function guard_ledger_rows()', name);
    execute format('alter table %1$s alter column written_by set default ledger_transaction()', name);
    if to_regclass(name || '_written_by') is null then
        execute format('create index %1$s_written_by on %1$s (written_by)', name);
    end if;
    perform refresh_ledger_rows();
end $$;

select make_ledger_table(each) from ledger_tables() each;

create function renumber_ledger() returns void language plpgsql as $$
declare
    ledger_table text;
    newest       numeric := 0;
    found        numeric;
begin
    perform pg_advisory_xact_lock(x'5EA3'::int);
    select greatest(coalesce((select max(to_xid)::text::numeric from ledger_seals), 0),
                    coalesce((select max(transactions)::text::numeric from ledger_checkpoints), 0)) into newest;
    for ledger_table in select ledger_tables() loop
        execute format('select coalesce(max(written_by)::text::numeric, 0) from %1$I', ledger_table) into found;
        newest := greatest(newest, found);
    end loop;
    update ledger_offset set transactions = newest + 1 - pg_current_xact_id()::text::numeric
    where pg_current_xact_id()::text::numeric + transactions <= newest;
end $$;

-- The key that checkpoints and exports are signed with (Ed25519). The private half is sealed.
create table ledger_signing_key (
    id         smallint    primary key check (id = 1),
    public_key text        not null,
    sealed     text        not null,
    created_at timestamptz not null default now()
);
