-- A table that a migration added to the record is seen by the seals from now on, and a record that was restored elsewhere counts on.
select refresh_ledger_rows();
select renumber_ledger();
