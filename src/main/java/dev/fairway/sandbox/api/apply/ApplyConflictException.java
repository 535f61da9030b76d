package dev.fairway.sandbox.api.apply;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Other managers own what an apply would change. */
public final class ApplyConflictException extends RuntimeException {

    private final transient List<Conflict> conflicts;

    /**
     * @param manager the owner, as the server writes it into messages
     * @param path the field, for example {@code .spec.replicas}
     */
    public record Conflict(String manager, String path) {}

    ApplyConflictException(List<Conflict> conflicts) {
        super(message(conflicts));
        this.conflicts = conflicts;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** What to tell the caller. */
    public String description() {
        return message(conflicts);
    }

    private static String message(List<Conflict> conflicts) {
        if (conflicts.size() == 1) {
            Conflict only = conflicts.getFirst();
            return "Apply failed with 1 conflict: conflict with " + only.manager() + ": " + only.path();
        }
        Map<String, List<Conflict>> byManager =
                conflicts.stream().collect(Collectors.groupingBy(Conflict::manager, TreeMap::new, Collectors.toList()));
        return "Apply failed with " + conflicts.size() + " conflicts: "
                + byManager.entrySet().stream()
                        .map(entry -> "conflicts with " + entry.getKey() + ":\n"
                                + entry.getValue().stream()
                                        .map(conflict -> "- " + conflict.path())
                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"));
    }
}
