-- A table that a migration added to the record is seen by the seals from now on.
select refresh_ledger_rows();
