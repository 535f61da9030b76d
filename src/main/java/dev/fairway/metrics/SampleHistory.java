package dev.fairway.metrics;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Effect;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Synced;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Twelve weeks of three teams, and the twelve before to compare with. A day's events follow from its date and the service
 * alone, so they are the same tomorrow.
 */
final class SampleHistory {

    private static final int WEEKS = 24;

    private static final List<Service> SERVICES = List.of(
            new Service("payments", "payments-api", 0.8, 0.09, 100, List.of("prod-eu")),
            new Service("payments", "payments-worker", 0.5, 0.07, 150, List.of("prod-eu")),
            new Service("storefront", "storefront", 1.1, 0.06, 60, List.of("prod-eu", "prod-us")),
            new Service("storefront", "search", 0.45, 0.10, 240, List.of("prod-eu")),
            new Service("orders", "orders", 0.6, 0.08, 300, List.of("prod-eu")),
            new Service("orders", "parcels", 0.3, 0.05, 500, List.of("prod-eu")));

    private static final List<String> SUBJECTS = List.of(
            "Show the refund's reason",
            "Keep exchange rates for a minute",
            "Index the posting date",
            "Drop the old queue",
            "Allow partial refunds",
            "Batch settlement writes",
            "Tell why a voucher is refused",
            "Sort results by distance",
            "Larger connection pool",
            "Retry when the carrier is away",
            "Shorter session cookie",
            "Translate the basket");

    private static final List<String> PEOPLE = List.of("Mara Lind", "Jo Ortiz", "Sam Okafor", "Li Wei", "Ana Ruiz");

    private final Instant now;
    private final List<Deployed> deployed = new ArrayList<>();
    private final List<Synced> synced = new ArrayList<>();
    private final List<Degraded> degraded = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();

    private SampleHistory(Instant now) {
        this.now = now;
    }

    /**
     * @param perDay deployments on a working day
     * @param failing the share of them that fail
     * @param minutes from merge to healthy, more or less
     */
    private record Service(
            String team, String name, double perDay, double failing, int minutes, List<String> clusters) {}

    static History upTo(Instant now) {
        SampleHistory history = new SampleHistory(now);
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        SERVICES.forEach(service -> history.service(service, today));
        return new History(history.deployed, history.synced, history.degraded, history.incidents, List.of());
    }

    private void service(Service service, LocalDate today) {
        String running = service.name() + "-before";
        for (LocalDate day = today.minusWeeks(WEEKS); !day.isAfter(today); day = day.plusDays(1)) {
            Random random = new Random(31L * service.name().hashCode() + day.toEpochDay() * 7919L);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            double wanted = service.perDay() * (weekend ? 0.05 : 1) + random.nextDouble();
            // The younger half is a little faster, so that there is a trend to see.
            double pace = day.isAfter(today.minusWeeks(WEEKS / 2)) ? 0.8 : 1;
            Instant at = day.atTime(8, random.nextInt(60)).toInstant(ZoneOffset.UTC);
            for (int number = 1; number <= (int) wanted; number++) {
                at = at.plus(Duration.ofMinutes(40 + random.nextInt(160)));
                String state = service.name() + "-" + day + "-" + number;
                deploy(service, state, at, random, pace, "");
                if (random.nextDouble() < service.failing()) {
                    at = fail(service, state, running, at, random);
                }
                running = state;
            }
            if (random.nextDouble() < 0.04) {
                heal(service, day, at.plus(Duration.ofMinutes(30)));
            }
        }
    }

    /** Something goes wrong, and one of the usual things is done about it. */
    private Instant fail(Service service, String state, String before, Instant at, Random random) {
        Instant noticed = at.plus(Duration.ofMinutes(4 + random.nextInt(20)));
        Instant over = noticed.plus(Duration.ofMinutes(6 + random.nextInt(70)));
        int how = random.nextInt(10);
        String application = application(service, service.clusters().getFirst());
        if (how < 4) {
            rollback(service, before, state, over, random);
        } else if (how < 8) {
            degraded(application, noticed);
            deploy(service, state + "-fix", over, random, 0.1, "hotfix: ");
        } else if (!noticed.isAfter(now)) {
            incidents.add(new Incident(
                    Samples.PREFIX + "incident-" + state,
                    "Errors in " + service.name(),
                    "",
                    "",
                    "",
                    application,
                    service.name(),
                    "production",
                    noticed,
                    over.isAfter(now) ? Optional.empty() : Optional.of(over),
                    Set.of(),
                    Set.of(),
                    ""));
        }
        return over;
    }

    private void degraded(String application, Instant at) {
        if (!at.isAfter(now)) {
            degraded.add(new Degraded(application, at, "Readiness probe failed"));
        }
    }

    private void rollback(Service service, String before, String bad, Instant at, Random random) {
        for (String cluster : service.clusters()) {
            add(new Deployed(
                    Samples.PREFIX + bad + "-back-" + cluster,
                    place(service, cluster),
                    Optional.empty(),
                    true,
                    "Rollback to " + before,
                    before,
                    Effect.APPLIED,
                    before + "-again",
                    before,
                    false,
                    List.of(),
                    Deployed.Known.ALL,
                    "",
                    person(random),
                    at.minusSeconds(95),
                    at));
        }
    }

    private void deploy(Service service, String state, Instant at, Random random, double pace, String prefix) {
        int commits = 1 + random.nextInt(3);
        List<Change> changes = new ArrayList<>();
        for (int number = 0; number < commits; number++) {
            double spread = Math.exp(random.nextGaussian() * 0.9) * pace;
            Instant merged = at.minus(Duration.ofSeconds((long) (service.minutes() * 60 * spread) + 240));
            Instant written = merged.minus(Duration.ofMinutes(30 + random.nextInt(300)));
            changes.add(new Change(
                    Integer.toHexString((state + number).hashCode() * 0x9E3779B1 | 0x10000000)
                            + "%032x".formatted(number + 1),
                    person(random) + " <sample@example>",
                    Optional.of(written),
                    Optional.of(merged),
                    prefix + SUBJECTS.get(random.nextInt(SUBJECTS.size())),
                    false));
        }
        int minutes = 2 + random.nextInt(7);
        String actor = random.nextInt(4) == 0 ? person(random) : "automation";
        for (int place = 0; place < service.clusters().size(); place++) {
            Instant healthy = at.plus(Duration.ofMinutes(3L * place));
            String cluster = service.clusters().get(place);
            add(new Deployed(
                    Samples.PREFIX + state + "-" + cluster,
                    place(service, cluster),
                    Optional.empty(),
                    false,
                    "",
                    changes.getFirst().sha(),
                    Effect.APPLIED,
                    changes.getFirst().sha(),
                    state,
                    false,
                    changes,
                    Deployed.Known.ALL,
                    "",
                    actor,
                    healthy.minus(Duration.ofMinutes(minutes)),
                    healthy));
        }
    }

    private void heal(Service service, LocalDate day, Instant at) {
        if (at.isAfter(now)) {
            return;
        }
        String cluster = service.clusters().getFirst();
        synced.add(new Synced(
                Samples.PREFIX + "heal-" + service.name() + "-" + day,
                place(service, cluster),
                Synced.Cause.SELF_HEAL,
                "",
                Synced.Outcome.SUCCEEDED,
                Effect.APPLIED,
                Synced.Rollout.HEALTHY,
                "automation",
                "",
                at,
                at));
    }

    private void add(Deployed each) {
        if (!each.healthyAt().isAfter(now)) {
            deployed.add(each);
        }
    }

    private static String person(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private static Place place(Service service, String cluster) {
        return new Place(application(service, cluster), service.team(), service.name(), "production", true, cluster);
    }

    private static String application(Service service, String cluster) {
        return "samples/" + service.name() + "-" + cluster;
    }
}
