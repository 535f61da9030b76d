-- The groups of a user, as whoever vouched for them said at the last sign-in.
create table user_groups (
    user_id bigint not null references users on delete cascade,
    name    text   not null,
    primary key (user_id, name)
);

-- Who has which role in which project; a project of * is every project.
create table access_grants (
    id         bigint generated always as identity primary key,
    kind       text        not null check (kind in ('USER', 'GROUP')),
    subject    text        not null,
    role       text        not null,
    project    text        not null,
    granted_by text        not null,
    granted_at timestamptz not null,
    unique (kind, subject, role, project)
);

-- Every policy text there ever was; the newest one counts.
create table access_policies (
    version      bigint generated always as identity primary key,
    text         text        not null,
    default_role text        not null,
    saved_by     text        not null,
    saved_at     timestamptz not null
);
