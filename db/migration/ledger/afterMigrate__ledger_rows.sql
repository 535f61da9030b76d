-- A record that was restored elsewhere counts on, before anything else is done with it. Then a table that a migration added to the
-- record is seen by the seals: that holds whoever reads the record back until the transaction ends, so it comes last.
select renumber_ledger();
select refresh_ledger_rows();
