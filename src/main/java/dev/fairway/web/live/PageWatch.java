package dev.fairway.web.live;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Picture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Watches the mark of one open page. A mark that is dear to compute is computed less often. */
final class PageWatch {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A look may take this part of the time at most. */
    private static final int SHARE = 20;

    private static final String GONE = "gone";

    private final LivePage page;
    private final String about;
    private String told;
    private Instant next = Instant.MIN;

    /** What was never seen here is no business of who listens: they do not even hear that it went. */
    private boolean seen;

    /** @param told the mark that the page was made at */
    PageWatch(LivePage page, String about, String told) {
        this.page = page;
        this.about = about;
        this.told = told;
    }

    /** The page's new mark, if it has another one than it was told; {@code gone} for what the listener does not see. */
    Optional<String> news(Picture picture, Instant now) {
        if (now.isBefore(next)) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        Optional<ApplicationName> hidden = page.application(about).filter(name -> !picture.shows(name));
        if (hidden.isPresent() && !seen) {
            return Optional.empty();
        }
        seen = hidden.isEmpty();
        String mark = seen ? page.mark(about, now) : LivePage.GONE;
        Duration dear = Duration.ofNanos(System.nanoTime() - began).multipliedBy(SHARE);
        next = now.plus(dear.compareTo(BETWEEN) > 0 ? dear : BETWEEN);
        boolean same = mark.equals(told);
        told = mark;
        return same ? Optional.empty() : Optional.of(mark);
    }
}
