-- Why automation leaves an application alone: paused until a time, or because a revision is quarantined.
create table automation_holds (
    application text        not null,
    kind        text        not null check (kind in ('PAUSED', 'QUARANTINED')),
    actor_kind  text        not null,
    actor       text        not null,
    reason      text        not null,
    since       timestamptz not null,
    ends_at     timestamptz,
    revisions   text[],
    primary key (application, kind),
    check ((kind = 'PAUSED') = (ends_at is not null)),
    check ((kind = 'QUARANTINED') = (revisions is not null))
);
