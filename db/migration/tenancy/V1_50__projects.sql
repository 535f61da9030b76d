-- What may come from where and go where. The whole AppProject is kept as its YAML's JSON shape.
create table projects (
    id         bigint generated always as identity primary key,
    name       text        not null unique,
    uid        uuid        not null,
    -- metadata (labels, annotations, finalizers) and spec, without status
    document   jsonb       not null,
    generation bigint      not null,
    version    bigint      not null,
    created_at timestamptz not null
);

-- Permissive until someone edits it, so that a first application needs no project.
insert into projects (name, uid, document, generation, version, created_at)
values ('default', gen_random_uuid(), '{
  "metadata": {},
  "spec": {
    "description": "Permits everything until someone edits it",
    "sourceRepos": ["*"],
    "destinations": [{"server": "*", "namespace": "*"}],
    "clusterResourceWhitelist": [{"group": "*", "kind": "*"}]
  }
}', 1, 0, now());

-- Where software runs, as people speak of it. Production is a property of an environment, not of a cluster.
create table environments (
    name       text    primary key,
    production boolean not null,
    version    bigint  not null default 0
);

insert into environments (name, production) values ('production', true), ('staging', false), ('development', false);
