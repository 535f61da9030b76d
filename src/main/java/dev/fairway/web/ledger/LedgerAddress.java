package dev.fairway.web.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of an address after the question mark. */
final class LedgerAddress {

    private LedgerAddress() {}

    /** @param pairs names and values; what is empty is left out */
    static String query(String... pairs) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(pairs[i])
                        .append('=')
                        .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }
}
