-- What of the record may go: of each table the places of rows that were written before a transaction and that nothing needs.
-- A table <name> without a function removable_<name> keeps everything.

-- An incident is needed until it is over, and as long as anything later is told of it.
create function needed_incidents(before xid8) returns setof text language sql stable as $$
    select incident from told_incident_reports group by incident having max(resolved_at) is null or bool_or(written_by >= before)
    union select incident from told_incident_links where written_by >= before
$$;

-- What an application ran at that time is needed to say what ran at any later one; and what a needed incident was caused by.
create function needed_deployments(before xid8) returns setof bigint language sql stable as $$
    select d.id from (select distinct on (application) id, application, healthy_at from deployments where written_by < before
                      order by application, healthy_at desc, id desc) d
    where not exists (select from operations o join operation_verdicts v on v.operation_id = o.id
                      where o.application = d.application and o.kind = 'DELETION' and v.verdict = 'sync'
                        and v.result = 'Succeeded' and v.written_by < before and v.reached_at > d.healthy_at)
    union select d.id from deployments d where d.written_by < before and d.id::text in (
        select deployment from told_incident_links where incident in (select needed_incidents(before))
        union select deployment from told_incident_reports where incident in (select needed_incidents(before)))
$$;

-- An operation is needed until its sync is over, and as long as anything later is told of it or a needed deployment came by it.
create function needed_operations(before xid8) returns setof bigint language sql stable as $$
    select o.id from operations o
    where o.written_by < before and (
        not exists (select from operation_verdicts v where v.operation_id = o.id and v.verdict = 'sync')
        or exists (select from operation_verdicts v where v.operation_id = o.id and v.written_by >= before)
        or exists (select from operation_attempts a where a.operation_id = o.id and a.written_by >= before)
        or exists (select from deployments d where d.application = o.application and d.operation_id = o.id
                   and (d.written_by >= before or d.id in (select needed_deployments(before)))))
$$;

create function removable_deployments(before xid8) returns setof bigint language sql stable as $$
    select place from deployments where written_by < before and id not in (select needed_deployments(before))
$$;
create function removable_deployment_manifests(before xid8) returns setof bigint language sql stable as $$
    select place from deployment_manifests where written_by < before and deployment_id not in (select needed_deployments(before))
$$;
create function removable_deployment_images(before xid8) returns setof bigint language sql stable as $$
    select place from deployment_images where written_by < before and deployment_id not in (select needed_deployments(before))
$$;
create function removable_operations(before xid8) returns setof bigint language sql stable as $$
    select place from operations where written_by < before and id not in (select needed_operations(before))
$$;
create function removable_operation_attempts(before xid8) returns setof bigint language sql stable as $$
    select place from operation_attempts where written_by < before and operation_id not in (select needed_operations(before))
$$;
create function removable_operation_resources(before xid8) returns setof bigint language sql stable as $$
    select place from operation_resources where written_by < before and operation_id not in (select needed_operations(before))
$$;
create function removable_operation_verdicts(before xid8) returns setof bigint language sql stable as $$
    select place from operation_verdicts where written_by < before and operation_id not in (select needed_operations(before))
$$;
create function removable_attempt_effects(before xid8) returns setof bigint language sql stable as $$
    select place from attempt_effects where written_by < before and operation_id not in (select needed_operations(before))
$$;
-- How an application was at that time stays known.
create function removable_status_changes(before xid8) returns setof bigint language sql stable as $$
    select place from status_changes where written_by < before and id not in (
        select max(id) from status_changes where written_by < before group by application)
$$;
create function removable_incident_reports(before xid8) returns setof bigint language sql stable as $$
    select place from told_incident_reports where written_by < before and incident not in (select needed_incidents(before))
$$;
create function removable_incident_links(before xid8) returns setof bigint language sql stable as $$
    select place from told_incident_links where written_by < before and incident not in (select needed_incidents(before))
$$;
-- A word about a deployment stays with it.
create function removable_reclassifications(before xid8) returns setof bigint language sql stable as $$
    select r.place from reclassifications r where r.written_by < before
    and not exists (select from deployments d where d.id::text = r.deployment
                    and (d.written_by >= before or d.id in (select needed_deployments(before))))
    and not exists (select from operations o where 'op-' || o.id = r.deployment
                    and (o.written_by >= before or o.id in (select needed_operations(before))))
$$;

-- Tables that other parts add: what belongs to a deployment goes with it, a drift goes once it is over.
do $$
begin
    if to_regclass('deployment_sources') is not null then
        execute $f$create function removable_deployment_sources(before xid8) returns setof bigint language sql stable as $q$
            select place from deployment_sources where written_by < before
            and deployment_id not in (select needed_deployments(before)) $q$ $f$;
    end if;
    if to_regclass('drifts') is not null and to_regclass('drift_ends') is not null then
        execute $f$create function removable_drifts(before xid8) returns setof bigint language sql stable as $q$
            select d.place from drifts d where d.written_by < before
            and exists (select from drift_ends e where e.drift = d.id and e.written_by < before) $q$ $f$;
        execute $f$create function removable_drift_ends(before xid8) returns setof bigint language sql stable as $q$
            select place from drift_ends where written_by < before $q$ $f$;
    end if;
end $$;

-- First step: says which rows will go. They stand in a table of this transaction.
create function choose_leaving_rows(before xid8) returns void language plpgsql as $$
declare
    ledger_table text;
begin
    create temporary table ledger_leaving (kind text not null, place bigint not null) on commit drop;
    for ledger_table in select ledger_tables() loop
        if to_regprocedure(format('removable_%s(xid8)', ledger_table)) is not null then
            execute format('insert into ledger_leaving select %1$L, removable_%1$s($1)', ledger_table) using before;
        end if;
    end loop;
    create index on ledger_leaving (kind, place);
    analyze ledger_leaving;
end $$;

-- Last step, the only way by which rows leave. The tables' own triggers ask for the checkpoint.
create function remove_leaving_rows() returns bigint language plpgsql as $$
declare
    ledger_table text;
    went         bigint;
    total        bigint := 0;
begin
    for ledger_table in select distinct kind from ledger_leaving loop
        execute format('delete from %1$I r using ledger_leaving l where l.kind = %1$L and l.place = r.place', ledger_table);
        get diagnostics went = row_count;
        total := total + went;
    end loop;
    -- Whoever writes a deployment's list waits here, so that nothing goes that it has just found there.
    lock table deployment_manifests in share row exclusive mode;
    create temporary table ledger_unlisted on commit drop as
        select distinct listing as hash from ledger_content_parts p
        where not exists (select from deployment_manifests m where m.listing = p.listing);
    create temporary table ledger_unused on commit drop as
        select distinct part as hash from ledger_content_parts p where p.listing in (select hash from ledger_unlisted)
        and not exists (select from ledger_content_parts o join deployment_manifests m on m.listing = o.listing
                        where o.part = p.part);
    delete from ledger_content_parts where listing in (select hash from ledger_unlisted);
    delete from ledger_contents where hash in (select hash from ledger_unlisted union select hash from ledger_unused);
    return total;
end $$;
