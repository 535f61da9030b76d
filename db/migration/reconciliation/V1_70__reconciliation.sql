-- One row per application: a trigger of any kind increments "wanted", so a thousand collapse into one turn; a turn ends
-- only when "handled" is the "wanted" it started with, so none is lost.
create table turns (
    application text        primary key,
    cluster     text        not null,
    lane        smallint    not null,
    due         timestamptz not null,
    reasons     text[]      not null default '{}',
    wanted      bigint      not null default 1,
    handled     bigint      not null default 0,
    -- addresses of its Git repositories, normalised
    repositories text[]     not null default '{}'
);

create index turns_due on turns (cluster, lane, due);
create index turns_repositories on turns using gin (repositories);

-- When each repository in use is asked next for its refs; whoever takes the row asks, so it is asked once per interval
-- however many replicas there are.
create table repository_polls (
    repository text        primary key,
    address    text        not null,
    due        timestamptz not null,
    moved_at   timestamptz,
    moved_by   text
);

-- Who watches a cluster and takes its turns. Every state write checks the epoch.
create table cluster_leases (
    cluster    text        primary key,
    holder     text        not null,
    epoch      bigint      not null,
    expires_at timestamptz not null
);

-- How an application is going, as the last turn saw it.
create table application_statuses (
    application   text        primary key,
    sync          text        not null,
    health        text        not null,
    operation     text        not null default '',
    revision      text        not null default '',
    document      jsonb       not null,
    changed_at    timestamptz not null,
    reconciled_at timestamptz not null
);

create sequence operation_ids;

-- The operation that is running, or the last one: keys and the render key, never manifests.
create table sync_runs (
    operation_id bigint      primary key,
    application  text        not null,
    phase        text        not null,
    document     jsonb       not null,
    -- the attempt under way: its plan and how far each task is
    run          jsonb,
    epoch        bigint      not null,
    step         integer     not null,
    stop_asked   boolean     not null default false,
    started_at   timestamptz not null,
    finished_at  timestamptz
);

create index sync_runs_application on sync_runs (application, operation_id desc);
create unique index sync_runs_one_at_a_time on sync_runs (application) where finished_at is null;
