package dev.fairway.web.audit;

import java.util.List;

/**
 * One page of the audit.
 *
 * @param ownOnly whether it holds nothing but what its reader did
 * @param newer the address of the page with newer entries; empty if this is the newest
 * @param older likewise
 * @param query what links of downloads carry on
 * @param since how far back the trail goes; empty if it holds nothing
 */
record AuditPage(
        AuditAddress address,
        List<AuditRow> rows,
        boolean ownOnly,
        String newer,
        String older,
        String query,
        String since) {}
