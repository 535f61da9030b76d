-- Every row of the record asks for its transaction's number. A function in SQL is planned and started anew for each row, which cost
-- more than all that the row's indexes, hash and trigger do; one in PL/pgSQL keeps its plan with the session.
create or replace function ledger_transaction() returns xid8 language plpgsql stable as $$
declare
    counted_on numeric;
begin
    select transactions into counted_on from ledger_offset;
    return (pg_current_xact_id()::text::numeric + counted_on)::text::xid8;
end $$;

-- By operation first: numbers of operations grow, so new rows come to the end of the index and not to as many pages of it as there are
-- applications.
create unique index deployments_once_by_operation on deployments (operation_id, application, rendered_hash);
drop index deployments_once;
alter index deployments_once_by_operation rename to deployments_once;
