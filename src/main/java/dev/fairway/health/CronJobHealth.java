package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A CronJob is Suspended when it is (Argo CD calls that Healthy, which hides forgotten suspensions), Degraded when its
 * last run failed and none is active, and Healthy otherwise.
 */
final class CronJobHealth {

    private CronJobHealth() {}

    static Health assess(Manifest job) {
        if (job.at("/spec/suspend").asBoolean(false)) {
            return Health.suspended("CronJob is suspended");
        }
        Optional<Instant> scheduled = instant(job, "/status/lastScheduleTime");
        Optional<Instant> succeeded = instant(job, "/status/lastSuccessfulTime");
        if (scheduled.isEmpty()) {
            return Health.healthy("CronJob has not been scheduled yet");
        }
        if (!job.at("/status/active").isEmpty()) {
            return Health.healthy("A job of this CronJob is running");
        }
        if (succeeded.isEmpty()) {
            return Health.healthy("CronJob has never completed successfully; it may not be healthy");
        }
        return succeeded.get().isBefore(scheduled.get())
                ? Health.degraded("The last run of this CronJob did not complete successfully")
                : Health.healthy("CronJob completed its last run successfully");
    }

    private static Optional<Instant> instant(Manifest job, String pointer) {
        try {
            return job.optionalText(pointer).map(Instant::parse);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
