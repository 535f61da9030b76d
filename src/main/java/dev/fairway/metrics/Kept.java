package dev.fairway.metrics;

import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.metrics.strands.Everything;
import dev.fairway.metrics.strands.Strands;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The record's facts in memory, as they are on every replica: read whole once, then what is new before each answer. Only
 * what is committed when it is asked for is in an answer, and all of that is.
 */
@Component
class Kept implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    private final DeliveryRecord record;
    private final DoraSettings settings;
    private final ReentrantLock reading = new ReentrantLock();
    private Strands strands;
    private Optional<DeliveryRecord.Mark> mark = Optional.empty();
    private Optional<Thread> begun = Optional.empty();

    Kept(DeliveryRecord record, DoraSettings settings) {
        this.record = record;
        this.settings = settings;
        this.strands = new Strands(settings.rules());
    }

    /** With everything that was committed by now. */
    Everything now() {
        reading.lock();
        try {
            Optional<DeliveryRecord.Reading> news = mark.flatMap(record::since);
            if (news.isPresent()) {
                strands.tell(Facts.news(news.get().facts()));
                mark = Optional.of(news.get().mark());
            } else {
                whole();
            }
            return strands.all();
        } finally {
            reading.unlock();
        }
    }

    private void whole() {
        long began = System.nanoTime();
        Strands all = new Strands(settings.rules());
        DeliveryRecord.Mark read = record.all(facts -> all.take(Facts.news(facts)));
        all.count();
        strands = all;
        mark = Optional.of(read);
        LOG.debug("Read the record's deliveries in {} ms.", (System.nanoTime() - began) / 1_000_000);
    }

    /** Nobody has to wait for the first page of figures. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        begun = Optional.of(
                Thread.ofPlatform().daemon().name("delivery-figures").start(() -> {
                    try {
                        now();
                    } catch (RuntimeException e) {
                        LOG.debug("The record's deliveries are read when somebody asks for them.", e);
                    }
                }));
    }

    @Override
    public void destroy() throws InterruptedException {
        if (begun.isPresent()) {
            begun.get().interrupt();
            begun.get().join(5_000);
        }
    }
}
