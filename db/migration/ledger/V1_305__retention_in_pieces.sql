-- An end of a drift leaves with its drift: what began within the record keeps its end, and none stands there alone.
do $$
begin
    if to_regclass('drifts') is not null and to_regclass('drift_ends') is not null then
        execute $f$create or replace function removable_drift_ends(before xid8) returns setof bigint language sql stable as $q$
            select e.place from drift_ends e where e.written_by < before
            and exists (select from drifts d where d.id = e.drift and d.written_by < before) $q$ $f$;
    end if;
end $$;

-- Lists whose deployments have left, and that perhaps nobody names any more. What is in them goes after that, in pieces, each in a
-- transaction of its own: nobody who writes a deployment waits for more than one. A piece that was not reached is there tomorrow.
create table ledger_unlisted (
    listing text primary key
);
insert into ledger_unlisted
select distinct listing from ledger_content_parts p
where not exists (select from deployment_manifests m where m.listing = p.listing);

-- A text may go once nothing in the record names it, and by no other reason.
create or replace function guard_ledger_contents() returns trigger language plpgsql as $$
declare
    named boolean;
begin
    if tg_table_name = 'ledger_content_parts' then
        select exists (select from gone g join deployment_manifests m on m.listing = g.listing) into named;
    else
        select exists (select from gone g join deployment_manifests m on m.listing = g.hash)
            or exists (select from gone g join ledger_content_parts p on p.part = g.hash
                       join deployment_manifests m on m.listing = p.listing) into named;
    end if;
    if named then
        raise exception 'The record is append-only: % on % is refused', tg_op, tg_table_name
            using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;

-- Last step, the only way by which rows leave. The tables' own triggers ask for the checkpoint.
create or replace function remove_leaving_rows() returns bigint language plpgsql as $$
declare
    ledger_table text;
    went         bigint;
    total        bigint := 0;
begin
    insert into ledger_unlisted
    select distinct m.listing from deployment_manifests m
    join ledger_leaving l on l.kind = 'deployment_manifests' and l.place = m.place
    on conflict do nothing;
    for ledger_table in select distinct kind from ledger_leaving loop
        execute format('delete from %1$I r using ledger_leaving l where l.kind = %1$L and l.place = r.place', ledger_table);
        get diagnostics went = row_count;
        total := total + went;
    end loop;
    return total;
end $$;

-- One piece: some of the lists that nobody names, until they name so many objects, with what only they named.
-- Answers how many lists it looked at; 0 if there are none left.
create function remove_unlisted_contents(most_parts integer) returns integer language plpgsql as $$
declare
    looked_at text[];
    unnamed   text[];
    parts     text[];
begin
    select array_agg(listing) into looked_at from (
        select listing, sum(named) over (order by listing) - named as before
        from (select u.listing, (select count(*) from ledger_content_parts p where p.listing = u.listing) as named
              from (select listing from ledger_unlisted order by listing limit 200) u) counted) summed
    where before < most_parts;
    if looked_at is null then
        return 0;
    end if;
    -- Whoever writes a deployment's list waits here, so that nothing goes that it has just found there.
    lock table deployment_manifests in share row exclusive mode;
    delete from ledger_unlisted where listing = any(looked_at);
    select array_agg(each) into unnamed from unnest(looked_at) each
    where not exists (select from deployment_manifests m where m.listing = each);
    select array_agg(distinct part) into parts from ledger_content_parts where listing = any(unnamed);
    delete from ledger_content_parts where listing = any(unnamed);
    delete from ledger_contents where hash = any(unnamed);
    delete from ledger_contents c where hash = any(parts)
        and not exists (select from ledger_content_parts p where p.part = c.hash);
    return cardinality(looked_at);
end $$;
