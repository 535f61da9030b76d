package dev.fairway.reconciliation.pipeline;

import dev.fairway.resource.Problem;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.ProjectChanged;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Projects as they were a moment ago. A project is asked about every object, several times in a turn; asking Postgres each time
 * is what most of a turn's time went to. What this replica writes counts at once.
 */
@Component
class RecentProjects {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Projects projects;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong forgotten = new AtomicLong();

    private record Known(Instant at, RegisteredProject registered, Project project) {}

    RecentProjects(Projects projects, Clock clock) {
        this.projects = projects;
        this.clock = clock;
    }

    /** @throws dev.fairway.resource.ProblemException {@code ProjectNotFound} */
    Project require(String name) {
        return known(name).map(Known::project).orElseThrow(() -> Problem.stalled(
                        "ProjectNotFound",
                        "There is no project %s. Create it, or name another in spec.project.".formatted(name))
                .asException());
    }

    Optional<RegisteredProject> find(String name) {
        return known(name).map(Known::registered);
    }

    void forget() {
        forgotten.incrementAndGet();
        known.clear();
    }

    /** It is told within the transaction that changes it: others still read what was before. */
    @EventListener
    void on(ProjectChanged event) {
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    forget();
                }
            });
        }
    }

    private Optional<Known> known(String name) {
        Optional<Known> recent = recent(name);
        if (recent.isPresent()) {
            return recent;
        }
        // Thousands of objects of one application ask at the same moment: one of them reads.
        reading.lock();
        try {
            return recent(name).or(() -> read(name));
        } finally {
            reading.unlock();
        }
    }

    private Optional<Known> recent(String name) {
        Known recent = known.get(name);
        return recent != null && recent.at().plus(MOMENT).isAfter(clock.instant())
                ? Optional.of(recent)
                : Optional.empty();
    }

    private Optional<Known> read(String name) {
        Instant now = clock.instant();
        long before = forgotten.get();
        Optional<Known> read = projects.find(name).map(registered -> new Known(now, registered, registered.project()));
        // Read before someone said that it changed: good for this question, not for the next.
        read.filter(project -> forgotten.get() == before).ifPresent(project -> known.put(name, project));
        return read;
    }
}
