-- Whether somebody has removed the sample history: at most one row.
create table sample_history_removals (
    removed_at timestamptz not null default clock_timestamp(),
    removed_by text        not null
);
