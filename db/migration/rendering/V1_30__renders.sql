-- What a key means, for every replica: a key is rendered once, so that charts with random values do not flap.
-- Values of Secrets are sealed inside the manifests. The seal over the row makes a changed row worthless.
create table renders (
    key          text                     not null primary key,
    recipe       text                     not null,
    manifests    text                     not null,
    seal         text                     not null,
    created_at   timestamp with time zone not null,
    last_used_at timestamp with time zone not null
);

create index renders_last_used_at on renders (last_used_at);
