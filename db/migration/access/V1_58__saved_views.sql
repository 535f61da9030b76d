-- Addresses of the list that a person gave a name.
create table saved_views (
    id         bigint generated always as identity primary key,
    user_id    bigint      not null references users on delete cascade,
    name       text        not null,
    address    text        not null,
    created_at timestamptz not null,
    unique (user_id, name)
);
