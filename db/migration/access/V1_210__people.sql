-- A user is made here (LOCAL), or known to an identity provider (OIDC) by issuer and subject and never has a password.
alter table users add column kind text not null default 'LOCAL' check (kind in ('LOCAL', 'OIDC'));
alter table users add column issuer text;
alter table users add column subject text;
alter table users add column last_sign_in_at timestamptz;
alter table users add constraint users_origin
    check ((kind = 'OIDC') = (issuer is not null and subject is not null) and (kind = 'LOCAL' or password_hash is null));
create unique index users_identity on users (issuer, subject) where kind = 'OIDC';

create index sessions_user on sessions (user_id);
create index sessions_expiry on sessions (expires_at);
create index api_tokens_user on api_tokens (user_id);
create index sign_in_failures_since on sign_in_failures (since);
