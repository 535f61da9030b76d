package dev.fairway.secrets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * {@code fairway.rotate-keys}: seals everything again under the newest key once this instance has started, and says how much
 * that was. A setting and not a program of its own, because the image has no shell work to do and other instances go on
 * serving. Starting again with it does no harm.
 */
@Component
@ConditionalOnBooleanProperty("fairway.rotate-keys")
class RotationAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(RotationAtStart.class);

    private final KeyRotation rotation;

    RotationAtStart(KeyRotation rotation) {
        this.rotation = rotation;
    }

    @EventListener(ApplicationReadyEvent.class)
    void rotate() {
        rotation.reseal()
                .forEach((store, count) -> LOG.info("Sealed again with the newest key: {} of {}", count, store));
        LOG.info("Everything is sealed with the newest key; the older ones can be taken out of the key file.");
    }
}
