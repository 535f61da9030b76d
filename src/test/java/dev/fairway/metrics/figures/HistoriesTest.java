package dev.fairway.metrics.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.metrics.strands.Cut;
import dev.fairway.metrics.strands.News;
import dev.fairway.metrics.strands.Placed;
import dev.fairway.metrics.strands.Site;
import dev.fairway.metrics.strands.Strands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Histories that people can read, with the five figures worked out on paper. */
class HistoriesTest {

    @TestFactory
    Stream<DynamicTest> aHistoryGivesTheFiguresWorkedOutOnPaper() {
        return histories().stream()
                .map(told -> DynamicTest.dynamicTest(told.name, () -> {
                    assertThat(said(told, told.history())).containsExactlyElementsOf(told.expected);
                }));
    }

    @TestFactory
    Stream<DynamicTest> lateDuplicatedAndOutOfOrderEventsGiveTheSame() {
        return histories().stream()
                .map(told -> DynamicTest.dynamicTest(told.name, () -> {
                    for (int seed = 0; seed < 5; seed++) {
                        assertThat(said(told, disordered(told.history(), new Random(seed))))
                                .containsExactlyElementsOf(told.expected);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> factsThatAreKeptAndToldOneAfterTheOtherGiveTheSame() {
        return histories().stream()
                .map(told -> DynamicTest.dynamicTest(told.name, () -> {
                    Strands strands = new Strands(told.rules);
                    one(disordered(told.history(), new Random(1))).forEach(strands::tell);
                    Cut cut = strands.all().cut(Site.PRODUCTION, any -> true, any -> true, none -> Map.of());
                    assertThat(said(told, cut::figure)).containsExactlyElementsOf(told.expected);
                }));
    }

    private static List<News> one(History history) {
        List<News> all = new ArrayList<>();
        history.deployed()
                .forEach(each ->
                        all.add(new News(List.of(new Placed<>(each, "")), List.of(), List.of(), List.of(), List.of())));
        history.synced()
                .forEach(each ->
                        all.add(new News(List.of(), List.of(new Placed<>(each, "")), List.of(), List.of(), List.of())));
        history.degraded()
                .forEach(each -> all.add(new News(List.of(), List.of(), List.of(each), List.of(), List.of())));
        history.incidents()
                .forEach(each -> all.add(new News(List.of(), List.of(), List.of(), List.of(each), List.of())));
        history.reclassified()
                .forEach(each -> all.add(new News(List.of(), List.of(), List.of(), List.of(), List.of(each))));
        Collections.shuffle(all, new Random(2));
        return all;
    }

    @Test
    void thereAreAtLeastFortyAndEachTellsAllFiveFigures() {
        assertThat(histories().size()).isGreaterThanOrEqualTo(40);
        assertThat(histories())
                .allSatisfy(told -> assertThat(told.expected).as(told.name).hasSizeGreaterThanOrEqualTo(5));
    }

    private static History disordered(History history, Random random) {
        return new History(
                disordered(history.deployed(), random),
                disordered(history.synced(), random),
                disordered(history.degraded(), random),
                disordered(history.incidents(), random),
                disordered(history.reclassified(), random));
    }

    private static <T> List<T> disordered(List<T> all, Random random) {
        List<T> more = new ArrayList<>(all);
        all.stream().filter(each -> random.nextBoolean()).forEach(more::add);
        Collections.shuffle(more, random);
        return more;
    }

    static List<String> said(Told told, History history) {
        return said(told, Figures.of(history, told.rules)::of);
    }

    private static List<String> said(Told told, BiFunction<Metric, Span, Figure> figures) {
        List<String> said = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Figure figure = figures.apply(metric, told.span);
            said.add(metric.key() + " " + numbers(figure));
            figure.leftOut().forEach((because, count) -> said.add("out " + metric.key() + " " + because + "=" + count));
        }
        return said.stream()
                .filter(line -> !line.startsWith("out") || told.expected.contains(line) || isAboutTheRule(told, line))
                .toList();
    }

    /** A case that says anything of what a figure leaves out says all of it. */
    private static boolean isAboutTheRule(Told told, String line) {
        String start = line.substring(0, line.lastIndexOf(' '));
        return told.expected.stream().anyMatch(each -> each.startsWith(start));
    }

    private static String numbers(Figure figure) {
        String value =
                switch (figure.metric().unit()) {
                    case SECONDS -> duration(figure.value());
                    case PER_WEEK -> number(figure.value());
                    case PERCENT -> number(figure.value()) + " hits=" + figure.hits();
                };
        return "n=%d value=%s".formatted(figure.n(), value)
                + (figure.metric().unit() == Metric.Unit.SECONDS ? " p90=" + duration(figure.p90()) : "")
                + (figure.metric() == Metric.FAILED_DEPLOYMENT_RECOVERY_TIME ? " open=" + figure.open() : "");
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }

    private static String duration(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "-";
        }
        Duration duration = Duration.ofSeconds((long) seconds.getAsDouble());
        return duration.toHours() + "h" + (duration.toMinutesPart() > 0 ? duration.toMinutesPart() + "m" : "");
    }

    static List<Told> histories() {
        try (InputStream text = HistoriesTest.class.getResourceAsStream("/metrics/histories.txt")) {
            return Told.all(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
