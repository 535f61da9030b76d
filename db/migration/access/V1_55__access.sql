create table users (
    id            bigint generated always as identity primary key,
    name          text        not null unique,
    password_hash text,
    role          text        not null,
    disabled      boolean     not null default false,
    created_at    timestamptz not null
);

-- Only the hash of a token is kept: whoever reads this table cannot use one.
create table api_tokens (
    id           bigint generated always as identity primary key,
    user_id      bigint      not null references users,
    name         text        not null,
    hash         bytea       not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);

create table sign_in_links (
    hash       bytea       primary key,
    user_id    bigint      not null references users,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table sessions (
    hash         bytea       primary key,
    user_id      bigint      not null references users,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null
);

-- Failed sign-ins per account and per network, counted before a password is hashed.
create table sign_in_failures (
    subject    text        primary key,
    failures   integer     not null,
    since      timestamptz not null
);
