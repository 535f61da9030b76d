package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.strands.Cut;
import dev.fairway.resource.Problem;
import java.time.DateTimeException;
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

    private static final String A_DAY = "2026-11-05";

    /** @throws dev.fairway.resource.ProblemException if a part is none of this figure's: a mistyped link would be other rows */
    public static RowChoice read(Metric metric, MultiValueMap<String, String> parameters) {
        return new RowChoice(
                part(parameters, "week").map(RowChoice::week),
                part(parameters, "bucket").map(key -> bucket(metric, key)).orElse(""),
                part(parameters, "only").map(only -> is("only", "hits", only)).orElse(false),
                part(parameters, "out").map(RowChoice::because),
                part(parameters, "of").map(of -> is("of", "previous", of)).orElse(false));
    }

    private static Optional<String> part(MultiValueMap<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.getFirst(name)).filter(text -> !text.isEmpty());
    }

    private static LocalDate week(String text) {
        try {
            if (text.length() == A_DAY.length()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw Problem.stalled("InvalidRequest", "A week is named by its first day, like %s.".formatted(A_DAY))
                .asException();
    }

    private static String bucket(Metric metric, String key) {
        List<String> all = Buckets.of(metric).stream().map(Buckets.Bucket::key).toList();
        if (!all.contains(key)) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "%s has no bar of this name. The bars are: %s."
                                    .formatted(metric.title(), String.join(", ", all)))
                    .asException();
        }
        return key;
    }

    private static boolean is(String name, String only, String said) {
        if (!said.equals(only)) {
            throw Problem.stalled("InvalidRequest", "The parameter %s is %s or is left out.".formatted(name, only))
                    .asException();
        }
        return true;
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
