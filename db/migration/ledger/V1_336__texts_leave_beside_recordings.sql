-- Texts that nothing names any more leave without a lock on a table, for which everybody who records would stand in line. What decides
-- is the texts' own rows: whoever names a text that is there already holds its row (for key share) until the deployment is written;
-- whoever removes texts takes only rows that nobody holds, and looks after that whether anything names them. So retention waits for
-- nobody, and a recording waits only for a text of its own that is leaving at this very moment.
--
-- One piece: some of the lists that nobody names, until they name so many objects, with what only they named. A list that somebody is
-- about to name, or one of whose objects is, stays for the next time.
-- Answers how many lists it is done with; 0 if there are none left.
create or replace function remove_unlisted_contents(most_parts integer) returns integer language plpgsql as $$
declare
    looked_at text[];
    free      text[];
    unnamed   text[];
    alone     text[];
    held      text[];
    leaving   text[];
begin
    select array_agg(listing) into looked_at from (
        select listing, sum(named) over (order by listing) - named as before
        from (select u.listing, (select count(*) from ledger_content_parts p where p.listing = u.listing) as named
              from (select l.listing from ledger_unlisted l join ledger_contents c on c.hash = l.listing
                    order by l.listing limit 200 for update skip locked) u) counted) summed
    where before < most_parts;
    if looked_at is null then
        -- A list without its text is one that nothing is left of.
        delete from ledger_unlisted l where not exists (select from ledger_contents c where c.hash = l.listing)
            and not exists (select from ledger_content_parts p where p.listing = l.listing);
        return 0;
    end if;
    -- From here on each statement sees whoever named one of these before its row was taken.
    select array_agg(each) into unnamed from unnest(looked_at) each
    where not exists (select from deployment_manifests m where m.listing = each);
    select array_agg(distinct p.part) into alone from ledger_content_parts p
    where p.listing = any(unnamed) and not exists (
        select from ledger_content_parts o where o.part = p.part and o.listing <> all(unnamed));
    select array_agg(hash) into free from (
        select hash from ledger_contents where hash = any(alone) order by hash for update skip locked) taken;
    select array_agg(each) into held from unnest(alone) each where each <> all(coalesce(free, '{}'));
    select array_agg(each) into leaving from unnest(unnamed) each
    where not exists (select from ledger_content_parts p where p.listing = each and p.part = any(held));
    delete from ledger_unlisted where listing = any(looked_at)
        and (listing <> all(coalesce(unnamed, '{}')) or listing = any(leaving));
    get diagnostics most_parts = row_count;
    delete from ledger_content_parts where listing = any(leaving);
    delete from ledger_contents where hash = any(leaving);
    delete from ledger_contents c where hash = any(free)
        and not exists (select from ledger_content_parts p where p.part = c.hash);
    return most_parts;
end $$;
