package dev.fairway.web.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whether the program is ending. Answers without an end of their own ask, and end then: the program waits for its answers, and
 * would wait for these until its time is up.
 */
@Component
public class Ending {

    private final CountDownLatch begun = new CountDownLatch(1);

    /** Waits so long, or until the program is ending; true if it is. */
    public boolean isWithin(Duration time) throws InterruptedException {
        return begun.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    @EventListener
    void begin(ContextClosedEvent event) {
        begun.countDown();
    }
}
