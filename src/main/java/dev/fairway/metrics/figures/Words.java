package dev.fairway.metrics.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/** What people said of deployments. */
final class Words {

    private static final BinaryOperator<Reclassified> LATEST =
            BinaryOperator.maxBy(Comparator.comparing(Reclassified::at)
                    .thenComparing(Reclassified::as)
                    .thenComparing(Reclassified::by));

    private Words() {}

    /** The last word on each deployment, among those of one sort. */
    static Map<String, Reclassified> latest(List<Reclassified> all, Predicate<Reclassified.As> sort) {
        Map<String, Reclassified> latest = new HashMap<>();
        all.stream()
                .filter(word -> sort.test(word.as()))
                .forEach(word -> latest.merge(word.deployment(), word, LATEST));
        return latest;
    }
}
