package dev.fairway.web.api;

import dev.fairway.access.policy.Sight;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.query.ApplicationsQuery;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** All applications as of the last half second: one read serves every stream that is open, and each narrows it. */
@Component
class ApplicationFeed {

    static final Duration EVERY = Duration.ofMillis(400);

    private final ApplicationsQuery query;
    private final ReentrantLock reading = new ReentrantLock();
    private Map<ApplicationName, ApplicationsQuery.Row> last = Map.of();
    private long freshUntil = System.nanoTime();

    ApplicationFeed(ApplicationsQuery query) {
        this.query = query;
    }

    Map<ApplicationName, ApplicationsQuery.Row> now() {
        reading.lock();
        try {
            if (System.nanoTime() - freshUntil >= 0) {
                Map<ApplicationName, ApplicationsQuery.Row> rows = new TreeMap<>();
                query.find(ApplicationsQuery.Filter.ALL, Sight.EVERYTHING)
                        .forEach(row -> rows.put(row.application().name(), row));
                last = rows;
                freshUntil = System.nanoTime() + EVERY.toNanos();
            }
            return last;
        } finally {
            reading.unlock();
        }
    }
}
