package dev.fairway.web.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches the mark of one open page. A mark that is dear to compute is computed less often. */
final class PageWatch {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A look may take this part of the time at most. */
    private static final int SHARE = 20;

    private final LivePage page;
    private final String about;
    private String told;
    private Instant next = Instant.MIN;

    /** @param told the mark that the page was made at */
    PageWatch(LivePage page, String about, String told) {
        this.page = page;
        this.about = about;
        this.told = told;
    }

    /** The page's new mark, if it has another one than it was told. */
    Optional<String> news(Instant now) {
        if (now.isBefore(next)) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        String mark = page.mark(about, now);
        Duration dear = Duration.ofNanos(System.nanoTime() - began).multipliedBy(SHARE);
        next = now.plus(dear.compareTo(BETWEEN) > 0 ? dear : BETWEEN);
        boolean same = mark.equals(told);
        told = mark;
        return same ? Optional.empty() : Optional.of(mark);
    }
}
