package dev.fairway.metrics;

import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.ledger.Selection;
import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Rules;
import dev.fairway.metrics.figures.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The five figures of what was deployed, with the rows behind each. */
@Component
@EnableConfigurationProperties(DoraSettings.class)
public class DeliveryMetrics {

    /** What ran before the periods that are compared, so that their first deployments have something before them. */
    private static final Duration LEAD_IN = Duration.ofDays(60);

    private final DeliveryRecord record;
    private final Samples samples;
    private final DoraSettings settings;

    DeliveryMetrics(DeliveryRecord record, Samples samples, DoraSettings settings) {
        this.record = record;
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
     * Counts what the scope asks for, as of this moment.
     *
     * @param seen what is none of the asker's business is neither counted nor told
     */
    public Delivery of(Scope scope, Predicate<Concerned> seen, Instant now) {
        Span span = Span.upTo(now, scope.period(), settings.zone());
        Rules rules = settings.rules();
        Instant from = span.previous().from().minus(LEAD_IN);
        return switch (scope.source()) {
            case SAMPLES -> {
                History all = hasSamples() ? samples.upTo(now) : Samples.NOTHING;
                yield delivery(scope, span, rules, Samples.of(all, scope), Samples.places(all), now);
            }
            case RECORD -> {
                Selection selection =
                        new Selection(scope.team(), scope.service(), scope.application(), scope.environment());
                List<Place> places = record.places(from).stream()
                        .filter(where -> seen.test(where.concerned()))
                        .map(Facts::place)
                        .toList();
                yield delivery(
                        scope, span, rules, Facts.history(Seen.of(record.since(from, selection), seen)), places, now);
            }
        };
    }

    /** Everything around one deployment or operation, for its own page. */
    public Delivery around(String id, Predicate<Concerned> seen, Instant now) {
        Scope.Source source = id.startsWith(Samples.PREFIX) ? Scope.Source.SAMPLES : Scope.Source.RECORD;
        String environment =
                source == Scope.Source.SAMPLES ? "" : record.environmentOf(id).orElse("");
        return of(new Scope(Period.ofYears(1), "", "", "", environment, source), seen, now);
    }

    /** What a deployment or operation of the record is about; empty for samples and for what is not there. */
    public Optional<Concerned> concerned(String id) {
        return record.concerned(id);
    }

    private static Delivery delivery(
            Scope scope, Span span, Rules rules, History history, List<Place> places, Instant now) {
        return new Delivery(scope, span, rules, Figures.of(history, rules), history, places, now);
    }
}
