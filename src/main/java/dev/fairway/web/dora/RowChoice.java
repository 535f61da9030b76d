package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Row;
import dev.fairway.metrics.figures.Span;
import dev.fairway.resource.Problem;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * Which of a figure's rows an address names.
 *
 * @param week the first day of one week of the period; empty for all
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
                    Arrays.stream(LeftOut.Because.values())
                            .filter(because -> key(because).equals(out))
                            .findFirst(),
                    "previous".equals(parameters.getFirst("of")));
        } catch (java.time.DateTimeException e) {
            throw Problem.stalled("InvalidRequest", "A week is named by its first day, like 2026-11-05.")
                    .asException();
        }
    }

    public static String key(LeftOut.Because because) {
        return because.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Newest first. */
    public List<Row> rows(Delivery delivery, Metric metric) {
        return figure(delivery, metric).rows().stream()
                .filter(row -> !only || row.hit())
                .filter(row -> bucket.isEmpty()
                        || Buckets.of(metric, row, delivery.span().zone()).equals(bucket))
                .sorted(Comparator.comparing(Row::at).reversed())
                .toList();
    }

    public List<LeftOut> leftOut(Delivery delivery, Metric metric) {
        return figure(delivery, metric).leftOut().stream()
                .filter(each -> out.filter(each.because()::equals).isPresent())
                .sorted(Comparator.comparing(LeftOut::at).reversed())
                .toList();
    }

    private Figure figure(Delivery delivery, Metric metric) {
        Span whole = before ? delivery.span().previous() : delivery.span();
        Span span = week.flatMap(first -> whole.weeks().stream()
                        .filter(each -> each.first().equals(first))
                        .findFirst())
                .orElse(whole);
        return delivery.figures().of(metric, span);
    }
}
