package dev.fairway.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What ran in one application at some instant: the last state that had been healthy by then.
 *
 * @param images as its workloads name them, with their digests where they have any
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
        List<String> images,
        String state,
        String actor,
        Instant since) {}
