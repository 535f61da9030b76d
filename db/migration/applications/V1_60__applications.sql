-- What someone asked to run. The whole object is kept as its YAML's JSON shape; columns beside it are for finding it.
create sequence registry_versions;

create table applications (
    id                    bigint generated always as identity primary key,
    namespace             text        not null,
    name                  text        not null,
    uid                   uuid        not null,
    project               text        not null,
    -- the application that made this one, as namespace/name
    parent                text,
    -- metadata (labels, annotations, finalizers) and spec, without status
    document              jsonb       not null,
    -- what a parent application last applied; fields that it drops later are removed
    applied               jsonb,
    generation            bigint      not null,
    version               bigint      not null,
    created_at            timestamptz not null,
    deletion_requested_at timestamptz,
    unique (namespace, name)
);

create index applications_project on applications (project);
create index applications_parent on applications (parent);
