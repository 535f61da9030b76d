-- What administrators tell everybody; the newest counts until it ends. Who has closed one does not see it again.
create table announcements (
    id       bigint generated always as identity primary key,
    text     text        not null,
    -- empty for none
    link     text        not null,
    severity text        not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
    ends_at  timestamptz not null,
    set_by   text        not null,
    set_at   timestamptz not null
);

create table announcement_dismissals (
    announcement_id bigint not null references announcements (id) on delete cascade,
    user_name       text   not null,
    primary key (announcement_id, user_name)
);
