package dev.fairway.web.applications;

import dev.fairway.applications.Application;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.query.ApplicationsQuery;
import dev.fairway.web.query.Urgency;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The list as it is shown.
 *
 * @param all how many applications there are
 * @param total how many match
 */
record ListPage(
        List<Row> rows,
        List<Count> counts,
        int all,
        int total,
        String query,
        String state,
        String stateText,
        String sort,
        int page,
        int pages) {

    static final int ROWS = 50;

    /** How many are in one state of urgency. */
    record Count(String key, Mark mark, int count) {}

    /** One application. */
    record Row(
            String anchor,
            String name,
            String href,
            String team,
            Mark health,
            Mark sync,
            Mark operation,
            String operationHref,
            String destination,
            String revision,
            String subject,
            Age changed,
            String mode,
            String why) {}

    static ListPage of(
            List<ApplicationsQuery.Row> everything,
            List<ApplicationsQuery.Row> found,
            String query,
            String state,
            String sort,
            int page,
            Instant now) {
        List<ApplicationsQuery.Row> inState = state.isEmpty()
                ? found
                : found.stream()
                        .filter(row -> Urgency.of(row).name().equalsIgnoreCase(state))
                        .toList();
        int pages = Math.max(1, (inState.size() + ROWS - 1) / ROWS);
        int shown = Math.clamp(page, 1, pages);
        List<Row> rows = inState.stream()
                .skip((long) (shown - 1) * ROWS)
                .limit(ROWS)
                .map(row -> row(row, now))
                .toList();
        String stateText = inState.isEmpty() || state.isEmpty()
                ? state
                : Urgency.of(inState.getFirst()).text();
        return new ListPage(
                rows,
                counts(everything),
                everything.size(),
                inState.size(),
                query,
                state,
                stateText,
                sort,
                shown,
                pages);
    }

    private static List<Count> counts(List<ApplicationsQuery.Row> rows) {
        Map<Urgency, Integer> counts = new EnumMap<>(Urgency.class);
        rows.forEach(row -> counts.merge(Urgency.of(row), 1, Integer::sum));
        List<Count> result = new ArrayList<>();
        counts.forEach((urgency, count) -> result.add(new Count(urgency.name(), mark(urgency), count)));
        return result;
    }

    private static Mark mark(Urgency urgency) {
        return switch (urgency) {
            case FAILED -> new Mark("failed", "bad", urgency.text());
            case TERMINATING -> Mark.TERMINATING;
            case DEGRADED -> Mark.of(HealthStatus.DEGRADED);
            case MISSING -> Mark.of(HealthStatus.MISSING);
            case OUT_OF_SYNC -> Mark.of(SyncStatus.OUT_OF_SYNC);
            case SUSPENDED -> Mark.of(HealthStatus.SUSPENDED);
            case PROGRESSING -> Mark.of(HealthStatus.PROGRESSING);
            case UNKNOWN -> Mark.of(HealthStatus.UNKNOWN);
            case HEALTHY -> Mark.of(HealthStatus.HEALTHY);
        };
    }

    private static Row row(ApplicationsQuery.Row row, Instant now) {
        Application application = row.application();
        Optional<ApplicationStatus> status = row.status();
        Optional<OperationState> operation = status.flatMap(ApplicationStatus::operation);
        JsonNode destination = application.manifest().tree().path("spec").path("destination");
        String cluster = destination.path("name").asString("");
        String namespace = destination.path("namespace").asString("");
        return new Row(
                application.name().namespace() + "-" + application.name().name(),
                application.name().name(),
                AppLink.to(application.name()),
                application.manifest().label(WellKnown.TEAM).orElse(application.project()),
                application.isBeingDeleted()
                        ? Mark.TERMINATING
                        : Mark.of(status.map(known -> known.health().status()).orElse(HealthStatus.UNKNOWN)),
                Mark.of(status.map(ApplicationStatus::sync).orElse(SyncStatus.UNKNOWN)),
                operation.map(known -> Mark.of(known.phase())).orElse(Mark.NONE),
                operation.map(known -> "/ops/" + known.id()).orElse(""),
                (cluster.isEmpty() ? "in-cluster" : cluster) + (namespace.isEmpty() ? "" : "/" + namespace),
                status.filter(known -> !known.revisions().isEmpty())
                        .map(known -> shorten(known.revisions().getFirst()))
                        .orElse(""),
                status.flatMap(ApplicationStatus::head)
                        .map(ApplicationStatus.Head::subject)
                        .orElse(""),
                Age.of(status.map(ApplicationStatus::changedAt).orElse(application.createdAt()), now),
                mode(application),
                status.map(ListPage::why).orElse(""));
    }

    static String mode(Application application) {
        JsonNode automated =
                application.manifest().tree().path("spec").path("syncPolicy").path("automated");
        return automated.isObject() && automated.path("enabled").asBoolean(true) ? "Auto" : "Manual";
    }

    static String shorten(String revision) {
        return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 7) : revision;
    }

    /** One sentence on why it needs attention; empty if it does not. */
    static String why(ApplicationStatus status) {
        Optional<String> error = status.conditions().stream()
                .filter(Condition::isError)
                .map(Condition::message)
                .findFirst();
        if (error.isPresent()) {
            return error.get();
        }
        Optional<OperationState> operation = status.operation();
        if (operation.isPresent()
                && (operation.get().phase() == OperationPhase.FAILED
                        || operation.get().phase() == OperationPhase.ERROR)) {
            return operation.get().message();
        }
        boolean attention = status.health().status() == HealthStatus.DEGRADED
                || status.health().status() == HealthStatus.MISSING;
        return attention ? status.health().message() : "";
    }
}
