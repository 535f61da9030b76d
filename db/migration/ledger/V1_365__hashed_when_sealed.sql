-- A row's hash is made when it is sealed, within a minute, and no longer while somebody waits for the row to be written: until then
-- nothing but the row itself could say what it was. What is hashed and chained is the same as before, so every chain holds.

-- What each row's hash was when it was sealed: of each row 8 bytes of its place and 32 of its hash, in the order of the chain, a few
-- thousand to a piece. It says which row was changed; that one was changed is what the chain says, and what nobody can write anew.
create table ledger_sealed_hashes (
    seal   bigint  not null,
    piece  integer not null,
    hashes bytea   not null,
    primary key (seal, piece)
);
alter table ledger_sealed_hashes alter column hashes set storage external;

insert into ledger_sealed_hashes
select r.seal, (r.number - 1) / 10000, string_agg(int8send(r.place) || r.row_hash, ''::bytea order by r.number)
from (select s.id as seal, l.place, l.row_hash, row_number() over (partition by s.id order by l.place, l.kind) as number
      from (select id, from_xid, to_xid from ledger_seals
            where id > coalesce((select max(seal) from ledger_checkpoints), 0)
            union all
            (select seal, '0'::xid8, transactions from ledger_checkpoints order by number desc limit 1)) s
      join ledger_rows l on l.written_by >= s.from_xid and l.written_by < s.to_xid) r
group by 1, 2;

-- A table belongs to the record by the trigger that guards its rows.
create or replace function ledger_tables() returns setof text language sql stable as $$
    select distinct c.relname::text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where p.proname = 'guard_ledger_rows' and c.relnamespace = current_schema()::regnamespace
$$;

-- A row's hash depends on the time zone of who reads it; whoever asks for one reads in UTC. It has another name than the column had:
-- a sealer of an earlier version, which still runs while the next one starts, does not read in UTC, and must not seal by it.
create or replace function refresh_ledger_rows() returns void language plpgsql as $$
declare
    wanted text[];
    known  text[];
begin
    perform pg_advisory_xact_lock(x'5EA2'::int);
    select array_agg(each order by each) into wanted from ledger_tables() each;
    select array_agg(distinct c.relname::text order by c.relname::text) into known
    from pg_rewrite r join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
    join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass and c.oid <> r.ev_class
    where r.ev_class = to_regclass('ledger_rows') and c.relkind in ('r', 'p');
    if wanted is distinct from known then
        execute 'create or replace view ledger_rows as
                 select kind, place, written_by, recorded_at, content,
                     sha256(convert_to(kind || content::text, ''UTF8'')) as hash from ('
            || (select string_agg(format('select %1$L::text as kind, place, written_by, recorded_at, to_jsonb(r) as content
                                          from %1$I r', each), ' union all ')
                from unnest(wanted) each) || ') r';
    end if;
end $$;

-- Makes a table part of the record: chained, and append-only but for what a checkpoint stands for.
create or replace function make_ledger_table(name text) returns void language plpgsql as $$
begin
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

do $$
declare
    ledger_table text;
begin
    drop view ledger_rows;
    for ledger_table in select ledger_tables() loop
        execute format('drop trigger if exists %1$s_hashed on %1$s', ledger_table);
        execute format('alter table %1$s drop column row_hash', ledger_table);
    end loop;
    perform refresh_ledger_rows();
    drop function hash_ledger_row();
end $$;
