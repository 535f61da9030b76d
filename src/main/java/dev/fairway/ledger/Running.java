package dev.fairway.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What ran in one application at some instant: the last state that had been healthy by then.
 *
 * @param operation that brought it, with its {@code reason}
 * @param state names the desired state: equal states are the same objects
 */
public record Running(
        long deployment,
        String application,
        String project,
        String team,
        String service,
        String environment,
        String cluster,
        List<String> revisions,
        List<Image> images,
        String state,
        String actor,
        String reason,
        Optional<Long> operation,
        Instant since) {

    Running with(Map<String, List<String>> pulled) {
        return new Running(
                deployment,
                application,
                project,
                team,
                service,
                environment,
                cluster,
                revisions,
                images.stream()
                        .map(image -> Image.of(image.name(), pulled.getOrDefault(image.name(), List.of())))
                        .toList(),
                state,
                actor,
                reason,
                operation,
                since);
    }

    /**
     * @param name as a workload names it
     * @param digests {@code sha256:…}: the one in the name, else what nodes had pulled by it; empty if nobody has said so
     */
    public record Image(String name, List<String> digests) {

        static Image of(String name, List<String> pulled) {
            int at = name.indexOf('@');
            return new Image(name, at < 0 ? pulled : List.of(name.substring(at + 1)));
        }
    }
}
