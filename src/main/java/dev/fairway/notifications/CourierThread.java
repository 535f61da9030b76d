package dev.fairway.notifications;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sends the courier of this replica to look, and ends its rounds. Rings while it is about to look are one. */
@Component
class CourierThread implements Bell, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);

    /** For what is on its way when this replica ends. Less than a phase of the shutdown may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final ObjectProvider<Courier> courier;
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean running;

    CourierThread(ObjectProvider<Courier> courier) {
        this.courier = courier;
    }

    @Override
    public void ring() {
        if (running && wanted.compareAndSet(false, true)) {
            Thread.ofVirtual().name("notifications").start(this::go);
        }
    }

    private void go() {
        wanted.set(false);
        try {
            courier.getObject().look();
        } catch (RuntimeException failed) {
            LOG.warn("Notifications could not be looked after; it is tried again in ten seconds", failed);
        }
    }

    @Override
    public void start() {
        courier.getObject().open();
        running = true;
        ring();
    }

    @Override
    public void stop() {
        running = false;
        courier.getObject().close(PATIENCE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
