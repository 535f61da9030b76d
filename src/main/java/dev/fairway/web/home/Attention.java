package dev.fairway.web.home;

import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.catalog.Picture;
import java.time.Instant;
import java.util.List;

/**
 * What someone should look at, most urgent first.
 *
 * @param total how many there are; the lines are the first of them
 */
record Attention(int total, List<AppLine> lines) {

    private static final int MOST = 12;

    static Attention of(Picture picture, Instant now) {
        List<Entry> entries = picture.in(Order.URGENCY).stream()
                .takeWhile(Entry::needsAttention)
                .toList();
        return new Attention(
                entries.size(),
                entries.stream()
                        .limit(MOST)
                        .map(entry -> AppLine.of(entry, now))
                        .toList());
    }
}
