package dev.fairway.metrics;

import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.strands.CommitWords;
import dev.fairway.metrics.strands.Everything;
import dev.fairway.metrics.strands.Site;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The five figures of what was deployed, with the rows behind each. */
@Component
@EnableConfigurationProperties(DoraSettings.class)
public class DeliveryMetrics {

    private final DeliveryRecord record;
    private final Kept kept;
    private final Samples samples;
    private final DoraSettings settings;

    DeliveryMetrics(DeliveryRecord record, Kept kept, Samples samples, DoraSettings settings) {
        this.record = record;
        this.kept = kept;
        this.samples = samples;
        this.settings = settings;
    }

    /** Where days begin and end. */
    public ZoneId zone() {
        return settings.zone();
    }

    /** Whether there are samples to look at. */
    public boolean hasSamples() {
        return settings.samples() && !samples.areRemoved();
    }

    /**
     * What the scope asks for, as of this moment.
     *
     * @param seen what is none of the asker's business is neither counted nor told
     */
    public Delivery of(Scope scope, Predicate<Concerned> seen, Instant now) {
        Span span = scope.stretch().span(now, settings.zone());
        return switch (scope.source()) {
            case SAMPLES -> {
                Samples.Told told = hasSamples() ? samples.upTo(now) : Samples.NOTHING;
                yield delivery(scope, span, told.everything(), any -> true, any -> true, told.commits(), now);
            }
            case RECORD -> {
                Everything everything = kept.now();
                Predicate<Site> visible = site -> seen.test(Facts.concerned(site));
                Predicate<Site> chosen = site -> isWanted(site.place(), scope) && visible.test(site);
                yield delivery(
                        scope, span, everything, visible, Seen.incidents(everything, chosen, seen), this::commits, now);
            }
        };
    }

    private static Delivery delivery(
            Scope scope,
            Span span,
            Everything everything,
            Predicate<Site> visible,
            Predicate<Incident> told,
            CommitWords commits,
            Instant now) {
        return new Delivery(
                scope,
                span,
                everything.sites().stream()
                        .filter(visible)
                        .map(Site::place)
                        .distinct()
                        .toList(),
                everything.cut(
                        scope.environment(),
                        site -> isWanted(site.place(), scope) && visible.test(site),
                        told,
                        commits),
                now);
    }

    private static boolean isWanted(Place place, Scope scope) {
        return (scope.team().isEmpty() || scope.team().equals(place.team()))
                && (scope.service().isEmpty() || scope.service().equals(place.service()))
                && (scope.application().isEmpty() || scope.application().equals(place.application()));
    }

    private Map<String, CommitWords.Said> commits(Set<String> deployments) {
        return Facts.words(record.commits(deployments.stream()
                .filter(Facts::isDeployment)
                .map(Long::valueOf)
                .toList()));
    }

    /** Everything around one deployment or operation, for its own page. */
    public Delivery around(String id, Predicate<Concerned> seen, Instant now) {
        Scope.Source source = id.startsWith(Samples.PREFIX) ? Scope.Source.SAMPLES : Scope.Source.RECORD;
        String environment =
                source == Scope.Source.SAMPLES ? "" : record.environmentOf(id).orElse("");
        return of(new Scope(new Stretch.UpToToday(Period.ofYears(1)), "", "", "", environment, source), seen, now);
    }

    /** What a deployment or operation of the record is about; empty for samples and for what is not there. */
    public Optional<Concerned> concerned(String id) {
        return record.concerned(id);
    }
}
