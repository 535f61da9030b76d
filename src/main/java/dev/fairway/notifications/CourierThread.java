package dev.fairway.notifications;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The one thread of this replica on which the courier goes. Rings while it is on its way make it go once more. */
@Component
class CourierThread implements Bell, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);

    private final ObjectProvider<Courier> courier;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("notifications").factory());
    private final AtomicBoolean wanted = new AtomicBoolean();

    CourierThread(ObjectProvider<Courier> courier) {
        this.courier = courier;
    }

    @Override
    public void ring() {
        if (wanted.compareAndSet(false, true)) {
            try {
                thread.execute(this::go);
            } catch (RejectedExecutionException ending) {
                LOG.debug("This replica ends; another one sends what is left");
            }
        }
    }

    private void go() {
        wanted.set(false);
        try {
            courier.getObject().deliver();
        } catch (RuntimeException failed) {
            LOG.warn("Notifications could not be looked after; it is tried again in ten seconds", failed);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
