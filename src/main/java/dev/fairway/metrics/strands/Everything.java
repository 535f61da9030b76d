package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All strands at one moment, as they are counted. */
public final class Everything {

    private final Rules rules;
    private final List<Strand> strands;
    private final List<Incident> incidents;
    private final Map<String, Set<String>> tied;
    private final Map<String, List<Reclassified>> words;

    /**
     * @param tied by environment, the ids of the incidents that count against something in it
     * @param words what people said, by the deployment it was said of
     */
    Everything(
            Rules rules,
            List<Strand> strands,
            List<Incident> incidents,
            Map<String, Set<String>> tied,
            Map<String, List<Reclassified>> words) {
        this.rules = rules;
        this.strands = strands;
        this.incidents = incidents;
        this.tied = tied;
        this.words = words;
    }

    /** Every place that something happened in. */
    public List<Site> sites() {
        return strands.stream().flatMap(strand -> strand.sites().stream()).toList();
    }

    /** How many bytes the packed facts take. */
    public long bytes() {
        return strands.stream().mapToLong(Strand::bytes).sum();
    }

    /** What people said of a deployment, in the order it was told. */
    public List<Reclassified> words(String deployment) {
        return words.getOrDefault(deployment, List.of());
    }

    /**
     * What is asked for.
     *
     * @param environment {@link Site#PRODUCTION} for all that is flagged so
     * @param chosen sites that count
     * @param told incidents that may be told although nothing chosen is tied to them
     */
    public Cut cut(String environment, Predicate<Site> chosen, Predicate<Incident> told, CommitWords commits) {
        List<Cut.Part> parts = new ArrayList<>();
        for (Strand strand : strands) {
            Set<Site> inside = strand.in(environment, chosen);
            if (!inside.isEmpty()) {
                parts.add(new Cut.Part(
                        strand, environment, inside, strand.count(environment, inside, this::words, rules)));
            }
        }
        Set<String> elsewhere = tied.getOrDefault(environment, Set.of());
        List<Incident> unlinked = incidents.stream()
                .filter(incident -> !elsewhere.contains(incident.id()))
                .filter(told)
                .toList();
        Set<Incident> seen = new HashSet<>();
        parts.stream()
                .filter(part -> part.chosen().equals(part.strand().in(environment, any -> true)))
                .forEach(part -> seen.addAll(part.strand().view(environment).counted()));
        return new Cut(
                rules,
                parts,
                unlinked,
                Stream.concat(seen.stream(), incidents.stream().filter(told))
                        .distinct()
                        .toList(),
                this::words,
                commits);
    }
}
