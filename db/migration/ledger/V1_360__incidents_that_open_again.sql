-- What all reports of an incident say together, whatever order they came in. It is over since the last end that was told, unless a
-- report without one says that it began after that: then it is open again.
create view told_incidents as
    select incident, max(title) as title, max(deployment) as deployment, max(operation) as operation, max(revision) as revision,
        max(application) as application, max(service) as service, max(environment) as environment, max(address) as address,
        min(started_at) as started_at,
        case when max(started_at) filter (where resolved_at is null) > max(resolved_at) then null else max(resolved_at) end
            as resolved_at
    from told_incident_reports group by incident;

create or replace function needed_incidents(before xid8) returns setof text language sql stable as $$
    select incident from told_incidents where resolved_at is null
    union select incident from told_incident_reports where written_by >= before
    union select incident from told_incident_links where written_by >= before
$$;
