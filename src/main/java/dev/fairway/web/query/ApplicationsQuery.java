package dev.fairway.web.query;

import dev.fairway.access.policy.Sight;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds, filters and sorts applications on the server. */
@Component
public class ApplicationsQuery {

    private final Applications applications;
    private final Reconciliations reconciliations;

    ApplicationsQuery(Applications applications, Reconciliations reconciliations) {
        this.applications = applications;
        this.reconciliations = reconciliations;
    }

    /**
     * What to look for; every part that is empty lets everything through.
     *
     * @param projects any of these
     * @param selector a label selector: {@code a=b,c!=d,e,!f}
     * @param repository the address of one of its sources
     * @param namespace the application's own namespace
     * @param name exactly this name
     * @param text part of the name, an image, a revision or a repository, in any case
     * @param health any of these, in Argo CD's spelling
     * @param sync any of these
     * @param sort {@code name}, {@code created}, {@code changed} or {@code urgency}; empty means name
     */
    public record Filter(
            List<String> projects,
            String selector,
            String repository,
            String namespace,
            String name,
            String text,
            List<String> health,
            List<String> sync,
            String sort) {

        public static final Filter ALL = new Filter(List.of(), "", "", "", "", "", List.of(), List.of(), "");
    }

    /** An application and how it is going; the latter is empty until its first turn ended. */
    public record Row(Application application, Optional<ApplicationStatus> status) {}

    /** @param sight whose eyes it is found with */
    public List<Row> find(Filter filter, Sight sight) {
        Map<ApplicationName, ApplicationStatus> statuses = reconciliations.statuses().stream()
                .collect(Collectors.toMap(ApplicationStatus::application, Function.identity()));
        LabelSelector selector = LabelSelector.parse(filter.selector());
        return applications.all().stream()
                .map(application -> new Row(application, Optional.ofNullable(statuses.get(application.name()))))
                .filter(row -> sight.sees(
                                row.application().project(), row.application().name())
                        && matches(row, filter, selector))
                .sorted(order(filter.sort()))
                .toList();
    }

    public Optional<Row> find(ApplicationName name) {
        return applications.find(name).map(application -> new Row(application, reconciliations.status(name)));
    }

    private static boolean matches(Row row, Filter filter, LabelSelector selector) {
        Application application = row.application();
        return (filter.projects().isEmpty() || filter.projects().contains(application.project()))
                && (filter.namespace().isEmpty()
                        || filter.namespace().equals(application.name().namespace()))
                && (filter.name().isEmpty()
                        || filter.name().equals(application.name().name()))
                && selector.matches(application.manifest().labels())
                && (filter.repository().isEmpty() || hasRepository(application, filter.repository()))
                && (filter.text().isEmpty() || hasText(row, filter.text().toLowerCase(Locale.ROOT)))
                && (filter.health().isEmpty() || filter.health().contains(health(row)))
                && (filter.sync().isEmpty() || filter.sync().contains(sync(row)));
    }

    private static boolean hasRepository(Application application, String repository) {
        RepositoryUrl wanted = new RepositoryUrl(repository);
        return repositories(application).stream().anyMatch(url -> new RepositoryUrl(url).sameRepository(wanted));
    }

    private static boolean hasText(Row row, String text) {
        return row.application().name().name().toLowerCase(Locale.ROOT).contains(text)
                || repositories(row.application()).stream()
                        .anyMatch(url -> url.toLowerCase(Locale.ROOT).contains(text))
                || row.status()
                        .map(status -> status.images().stream().anyMatch(image -> image.toLowerCase(Locale.ROOT)
                                        .contains(text))
                                || status.revisions().stream().anyMatch(revision -> revision.startsWith(text)))
                        .orElse(false);
    }

    static List<String> repositories(Application application) {
        JsonNode spec = application.manifest().tree().path("spec");
        if (!spec.path("sources").isEmpty()) {
            return spec.path("sources")
                    .valueStream()
                    .map(source -> source.path("repoURL").asString(""))
                    .toList();
        }
        return List.of(spec.path("source").path("repoURL").asString(""));
    }

    public static String health(Row row) {
        return row.status().map(status -> status.health().status().text()).orElse("Unknown");
    }

    static String sync(Row row) {
        return row.status().map(status -> status.sync().text()).orElse("Unknown");
    }

    private static Comparator<Row> order(String sort) {
        Comparator<Row> byName = Comparator.comparing(row -> row.application().name());
        return switch (sort) {
            case "created" ->
                Comparator.comparing((Row row) -> row.application().createdAt())
                        .reversed()
                        .thenComparing(byName);
            case "changed" ->
                Comparator.comparing((Row row) -> row.status()
                                .map(ApplicationStatus::changedAt)
                                .orElse(row.application().createdAt()))
                        .reversed()
                        .thenComparing(byName);
            case "urgency" -> Comparator.comparing(Urgency::of).thenComparing(byName);
            case "", "name" -> byName;
            default ->
                throw Problem.stalled("InvalidParameter", "sort is name, created, changed or urgency.")
                        .asException();
        };
    }
}
