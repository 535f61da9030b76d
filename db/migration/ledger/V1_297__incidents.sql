-- Ids of incidents that people and scripts report over the API are their own: source "api". Before, they stood among those of the
-- generic webhook; rows are not changed, so what was reported by anyone but that webhook is read as if it stood there now.
create view told_incident_reports as
    select case when source = 'generic' and not (actor_kind = 'TOKEN' and actor_name = 'generic')
                then 'api:' || substr(incident, length('generic:') + 1) else incident end as incident,
        title, deployment, operation, revision, application, service, environment, started_at, resolved_at, address,
        place, written_by
    from incident_reports;

-- A link to such an id is one to what is read under the other.
create view told_incident_links as
    select case when incident like 'generic:%'
                 and not exists (select from incident_reports r where r.incident = l.incident
                                 and r.actor_kind = 'TOKEN' and r.actor_name = 'generic')
                then 'api:' || substr(incident, length('generic:') + 1) else incident end as incident,
        id, deployment, linked, reason, said_at, place, written_by
    from incident_links l;
