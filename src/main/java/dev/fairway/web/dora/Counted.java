package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Reclassified;
import java.util.ArrayList;
import java.util.List;

/** How a figure was counted: what is in it, what is not and why, and who said otherwise. */
record Counted(
        String formula, String source, CardView.Count included, List<Out> out, List<Word> words, String reference) {

    /** @param text why these were not counted */
    record Out(long number, String text, String href) {}

    /** @param text who said what, when and why */
    record Word(String text, String href) {}

    static Counted of(Delivery delivery, DoraAddress address, Metric metric) {
        Figure figure = delivery.figure(metric);
        DoraAddress fixed = address.fixed(delivery);
        String rows = "/dora/" + metric.key() + "/rows";
        List<Out> out = new ArrayList<>();
        figure.leftOut()
                .forEach((because, number) ->
                        out.add(new Out(number, because.text(), fixed.at(rows, "out", RowChoice.key(because)))));
        return new Counted(
                formula(metric),
                source(delivery),
                new CardView.Count(figure.n(), fixed.at(rows)),
                out,
                words(delivery),
                reference(metric));
    }

    private static List<Word> words(Delivery delivery) {
        List<Word> words = new ArrayList<>();
        delivery.counted()
                .said(delivery.span())
                .forEach((release, word) -> words.add(new Word(
                        "%s: “%s”, said by %s, %s"
                                .formatted(
                                        said(word.as()),
                                        word.reason(),
                                        word.by(),
                                        RowView.clock(word.at(), delivery.span().zone())),
                        "/dora/deployments/" + release)));
        return words;
    }

    private static String source(Delivery delivery) {
        long all = delivery.figure(Metric.CHANGE_LEAD_TIME).n();
        long built = delivery.counted().builtOf(delivery.span());
        if (built == 0) {
            return "Of the configuration repository: nothing names a commit that images were built of.";
        }
        return built == all
                ? "Of the images' source."
                : "%d of %d are of the images' source, the others of the configuration repository."
                        .formatted(built, all);
    }

    static String said(Reclassified.As as) {
        return switch (as) {
            case FAILED -> "failed";
            case NOT_FAILED -> "did not fail";
            case PLANNED -> "planned";
            case UNPLANNED -> "not planned";
        };
    }

    private static String formula(Metric metric) {
        return switch (metric) {
            case CHANGE_LEAD_TIME ->
                "healthy time − merge time of each commit that is live for the first time; median over commits, nearest-rank p90";
            case DEPLOYMENT_FREQUENCY ->
                "new states that were healthy in production, a release in many clusters counted once, by weeks";
            case FAILED_DEPLOYMENT_RECOVERY_TIME ->
                "from the moment the failed deployment was live to the first healthy other state, or the incident's end; median over failed deployments";
            case CHANGE_FAIL_RATE ->
                "failed ÷ all changes that reached production, those that were never healthy included";
            case DEPLOYMENT_REWORK_RATE -> "hotfixes, reverts and rollbacks ÷ all deployments and rollbacks";
        };
    }

    private static String reference(Metric metric) {
        List<References.Line> lines = References.of(metric);
        return lines.isEmpty()
                ? "none: nobody has published one. Your own trend is the measure."
                : String.join(" and ", lines.stream().map(References.Line::text).toList())
                        + ", as published for that year; lines, not grades";
    }
}
