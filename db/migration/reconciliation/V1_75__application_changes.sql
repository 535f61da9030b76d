-- Which transaction changed an application or its status last; a row stays when the application is gone. Whoever keeps
-- a picture of all applications asks for what was changed by transactions that its last look could not see. Numbers of a
-- sequence would not do: a smaller one may be committed after a larger one was read.
create table application_changes (
    application text primary key,
    changed_by  xid8 not null
);

create index application_changes_changed_by on application_changes (changed_by);

insert into application_changes (application, changed_by)
select namespace || '/' || name, pg_current_xact_id() from applications;

create function note_application_change(changed text) returns void language sql as $$
    insert into application_changes (application, changed_by) values (changed, pg_current_xact_id())
    on conflict (application) do update set changed_by = excluded.changed_by
    where application_changes.changed_by <> excluded.changed_by
$$;

create function application_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform note_application_change(old.namespace || '/' || old.name);
    else
        perform note_application_change(new.namespace || '/' || new.name);
    end if;
    return null;
end $$;

create trigger applications_changed after insert or update or delete on applications
    for each row execute function application_changed();

-- A turn that found everything as it was is no change.
create function application_status_changed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        perform note_application_change(old.application);
    elsif tg_op = 'INSERT' or old.document - 'reconciledAt' is distinct from new.document - 'reconciledAt' then
        perform note_application_change(new.application);
    end if;
    return null;
end $$;

create trigger application_statuses_changed after insert or update or delete on application_statuses
    for each row execute function application_status_changed();
