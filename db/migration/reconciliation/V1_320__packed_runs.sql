-- A run of five thousand objects is two megabytes of JSON that nobody queries, and every step of it is saved. It comes compressed now; what
-- was kept as JSON stays as it is and is read as well.
alter table sync_runs alter column run type bytea using convert_to(run::text, 'UTF8');
alter table sync_runs alter column run set storage external;
