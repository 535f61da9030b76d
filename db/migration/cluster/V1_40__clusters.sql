create table clusters (
    id          uuid        primary key,
    name        text        not null unique,
    server      text        not null unique,
    certificate text        not null default '',
    -- sealed
    token       text,
    own         boolean     not null default false,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

-- The control plane has one cluster of its own at most.
create unique index clusters_own on clusters (own) where own;
