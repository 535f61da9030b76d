package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.strands.Cut;
import dev.fairway.resource.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * Which of a figure's rows an address names.
 *
 * @param week the first day of one week; empty for all. Weeks are counted back from today, so one that a link of another day names is
 *     the seven days that begin with it
 * @param bucket one bar of the distribution; empty for all
 * @param only {@code hits} for those a rate is about; empty for all
 * @param out what was left out for this reason, instead of what was counted
 */
public record RowChoice(
        Optional<LocalDate> week, String bucket, boolean only, Optional<LeftOut.Because> out, boolean before) {

    public static RowChoice read(MultiValueMap<String, String> parameters) {
        String week = Optional.ofNullable(parameters.getFirst("week")).orElse("");
        String out = Optional.ofNullable(parameters.getFirst("out")).orElse("");
        try {
            return new RowChoice(
                    week.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(week)),
                    Optional.ofNullable(parameters.getFirst("bucket")).orElse(""),
                    "hits".equals(parameters.getFirst("only")),
                    out.isEmpty() ? Optional.empty() : Optional.of(because(out)),
                    "previous".equals(parameters.getFirst("of")));
        } catch (java.time.DateTimeException e) {
            throw Problem.stalled("InvalidRequest", "A week is named by its first day, like 2026-11-05.")
                    .asException();
        }
    }

    /** Rows that were counted must not be told as left out because a reason is not known. */
    private static LeftOut.Because because(String key) {
        List<LeftOut.Because> all = List.of(LeftOut.Because.values());
        return all.stream()
                .filter(because -> key(because).equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.stalled(
                                "InvalidRequest",
                                "Nothing is left out for a reason of this name. The reasons are: %s."
                                        .formatted(
                                                all.stream().map(RowChoice::key).collect(Collectors.joining(", "))))
                        .asException());
    }

    public static String key(LeftOut.Because because) {
        return because.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As an address says it, names and values in turn. */
    List<String> parameters() {
        return List.of(
                "week",
                week.map(LocalDate::toString).orElse(""),
                "bucket",
                bucket,
                "only",
                only ? "hits" : "",
                "out",
                out.map(RowChoice::key).orElse(""),
                "of",
                before ? "previous" : "");
    }

    /** So many of them, newest first. */
    public List<Line> rows(Delivery delivery, Metric metric, int skip, int most) {
        return delivery.counted().lines(metric, span(delivery), chosen(delivery, metric), skip, most);
    }

    /** So many of them, newest first; none if what was counted is chosen. */
    public List<Line.Out> leftOut(Delivery delivery, Metric metric, int skip, int most) {
        return out.map(because -> delivery.counted().leftOut(metric, span(delivery), because, skip, most))
                .orElse(List.of());
    }

    /** How many there are. */
    public long size(Delivery delivery, Metric metric) {
        return out.map(because -> delivery.counted()
                        .figure(metric, span(delivery))
                        .leftOut()
                        .getOrDefault(because, 0L))
                .orElseGet(() -> (long) delivery.counted().size(metric, span(delivery), chosen(delivery, metric)));
    }

    private Predicate<Cut.Counted> chosen(Delivery delivery, Metric metric) {
        List<String> buckets =
                Buckets.of(metric).stream().map(Buckets.Bucket::key).toList();
        ZoneId zone = delivery.span().zone();
        int number = buckets.indexOf(bucket);
        return row -> (!only || row.isHit()) && (bucket.isEmpty() || Buckets.number(metric, row, zone) == number);
    }

    private Span span(Delivery delivery) {
        return within(before ? delivery.span().previous() : delivery.span());
    }

    Span within(Span whole) {
        return week.map(first -> whole.weeks().stream()
                        .filter(each -> each.first().equals(first))
                        .findFirst()
                        .orElseGet(() -> new Span(first, first.plusDays(7), whole.zone())))
                .orElse(whole);
    }
}
