package dev.fairway.web.applications.logs;

import dev.fairway.resource.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far the logs of several pods have been read, each by its own clock. Its text is the id of a followed log's events: it grows with
 * the pods that are read together, so it has some 500 characters at most.
 */
record LogMarks(Map<String, LogMark> marks) {

    static final LogMarks NONE = new LogMarks(Map.of());

    private static final int LONGEST = 2_000;
    private static final int NAME = 8;

    LogMarks {
        marks = Map.copyOf(marks);
    }

    Optional<LogMark> of(ResourceKey pod) {
        return Optional.ofNullable(marks.get(name(pod)));
    }

    LogMarks with(ResourceKey pod, LogMark mark) {
        Map<String, LogMark> more = new LinkedHashMap<>(marks);
        more.put(name(pod), mark);
        return new LogMarks(more);
    }

    LogMarks only(List<ResourceKey> pods) {
        LogMarks some = NONE;
        for (ResourceKey pod : pods) {
            Optional<LogMark> mark = of(pod);
            some = mark.isPresent() ? some.with(pod, mark.get()) : some;
        }
        return some;
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    String text() {
        return marks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "@" + entry.getValue().text())
                .collect(Collectors.joining(","));
    }

    /** What is no mark is left out; anything else than marks gives none. */
    static LogMarks parse(String text) {
        Map<String, LogMark> found = new LinkedHashMap<>();
        if (text.length() <= LONGEST) {
            for (String entry : text.split(",", PodChoice.MOST_PODS + 1)) {
                int at = entry.indexOf('@');
                if (at == NAME && found.size() < PodChoice.MOST_PODS) {
                    LogMark.of(entry.substring(at + 1)).ifPresent(mark -> found.put(entry.substring(0, at), mark));
                }
            }
        }
        return new LogMarks(found);
    }

    /** Short, and the same for a pod's whole life. */
    private static String name(ResourceKey pod) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((pod.namespace() + "/" + pod.name()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, NAME);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
