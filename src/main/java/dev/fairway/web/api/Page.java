package dev.fairway.web.api;

import dev.fairway.resource.Problem;
import dev.fairway.web.query.ApplicationsQuery;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param next continues after this page; empty on the last one
 * @param remaining how many are still to come
 */
record Page(List<ApplicationsQuery.Row> rows, Optional<String> next, int remaining) {

    private static final int MOST = 500;

    /**
     * @param limit 0 means everything on one page
     * @param from what the page before gave as {@code next}; names the last row of it, so rows that come and go elsewhere do
     *     not shift the pages
     */
    static Page of(List<ApplicationsQuery.Row> all, int limit, String from) {
        if (limit < 0) {
            throw Problem.stalled("InvalidParameter", "limit is a number of rows, or 0 for all of them.")
                    .asException();
        }
        int start = from.isEmpty() ? 0 : after(all, decode(from));
        if (limit == 0) {
            return new Page(all.subList(start, all.size()), Optional.empty(), 0);
        }
        int end = Math.min(all.size(), start + Math.min(limit, MOST));
        Optional<String> next = end < all.size() ? Optional.of(encode(all, end)) : Optional.empty();
        return new Page(all.subList(start, end), next, all.size() - end);
    }

    private static int after(List<ApplicationsQuery.Row> all, String token) {
        int colon = token.indexOf(':');
        String name = token.substring(colon + 1);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).application().name().toString().equals(name)) {
                return i + 1;
            }
        }
        // The row is gone: go on where it was.
        return Math.min(all.size(), Integer.parseInt(token.substring(0, colon)));
    }

    private static String encode(List<ApplicationsQuery.Row> all, int end) {
        String token = end + ":" + all.get(end - 1).application().name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("[0-9]{1,9}:.+")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw Problem.stalled("InvalidRequest", "The value of continue is not one that this list gave.")
                .asException();
    }
}
