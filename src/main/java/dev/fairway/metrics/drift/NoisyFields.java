package dev.fairway.metrics.drift;

import dev.fairway.diff.FieldAddress;
import dev.fairway.ledger.Drift;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds fields that keep departing from Git because a program writes them: the same field of the same kind in several
 * applications, or again and again by the same manager. What people change by hand is no noise, however often they do.
 */
public final class NoisyFields {

    /** In so many applications a field is noise, however rarely it departs in each. */
    public static final int APPLICATIONS = 3;

    /** So often by one manager it is noise, even in one application. */
    public static final int TIMES = 5;

    /** From so many fields on, a rule names the manager instead of each of them. */
    private static final int MANY_FIELDS = 4;

    private NoisyFields() {}

    /** @param rows the drifts of that field */
    private record Field(GroupKind kind, FieldAddress address, String path, List<Drift> rows) {

        Set<String> managers() {
            return rows.stream().map(Drift::manager).collect(Collectors.toCollection(java.util.TreeSet::new));
        }
    }

    /** One for each kind that has noisy fields, the one with the most drifts first. */
    public static List<ProposedRule> of(List<Drift> drifts) {
        Map<String, List<Drift>> byField = new TreeMap<>(drifts.stream()
                .filter(drift -> isByProgram(drift.manager()) && !drift.field().isEmpty())
                .collect(Collectors.groupingBy(drift ->
                        drift.resource().group() + "/" + drift.resource().kind() + "/" + drift.field())));
        Map<String, List<Field>> byKind = new TreeMap<>();
        for (List<Drift> rows : byField.values()) {
            ResourceKey key = rows.getFirst().resource();
            if (isNoise(rows)) {
                FieldAddress.parse(rows.getFirst().field()).ifPresent(address -> byKind.computeIfAbsent(
                                key.group() + "/" + key.kind(), any -> new ArrayList<>())
                        .add(new Field(key.groupKind(), address, rows.getFirst().field(), rows)));
            }
        }
        return byKind.values().stream()
                .map(NoisyFields::rule)
                .sorted(Comparator.comparingInt(
                                (ProposedRule rule) -> rule.rows().size())
                        .reversed())
                .toList();
    }

    private static boolean isNoise(List<Drift> rows) {
        return rows.stream().map(Drift::application).distinct().count() >= APPLICATIONS
                || rows.stream().collect(Collectors.groupingBy(Drift::manager, Collectors.counting())).values().stream()
                        .anyMatch(times -> times >= TIMES);
    }

    /** kubectl is a person's hand; a field of ours, or of nobody we know of, says nothing about programs. */
    private static boolean isByProgram(String manager) {
        String name = manager.toLowerCase(Locale.ROOT);
        return !name.isEmpty() && !name.equals(WellKnown.FIELD_MANAGER) && !name.startsWith("kubectl");
    }

    private static ProposedRule rule(List<Field> fields) {
        GroupKind kind = fields.getFirst().kind();
        Set<String> managers = fields.stream()
                .flatMap(field -> field.managers().stream())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        List<Drift> rows = fields.stream()
                .flatMap(field -> field.rows().stream())
                .sorted(Comparator.comparingLong(Drift::place).reversed())
                .toList();
        boolean byManager = fields.size() >= MANY_FIELDS;
        Set<String> pointers = new LinkedHashSet<>();
        Set<String> expressions = new LinkedHashSet<>();
        for (Field field : byManager ? List.<Field>of() : fields) {
            field.address()
                    .pointer()
                    .ifPresentOrElse(
                            pointers::add, () -> expressions.add(field.address().expression()));
        }
        return new ProposedRule(
                kind,
                fields.stream().map(Field::path).toList(),
                List.copyOf(pointers),
                List.copyOf(expressions),
                byManager ? List.copyOf(managers) : List.of(),
                List.copyOf(managers),
                rows);
    }
}
