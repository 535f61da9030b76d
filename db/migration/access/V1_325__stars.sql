-- The applications that a person marked as theirs, by namespace/name. One that is gone keeps its mark until it comes back.
create table stars (
    user_id     bigint      not null references users on delete cascade,
    application text        not null,
    created_at  timestamptz not null,
    primary key (user_id, application)
);
