package dev.fairway.web.operations;

import dev.fairway.diagnosis.BlastRadius;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.Evidence;
import dev.fairway.diagnosis.LogExcerpt;
import java.util.Optional;

/**
 * What came of looking at an operation.
 *
 * @param log of the container that is suspected; empty if none is
 * @param radius over all pods of the application
 * @param unseen why the cluster could not be looked at; empty if it could, or if there was no reason to
 */
record Findings(
        Evidence evidence,
        Optional<Diagnosis> diagnosis,
        Optional<LogExcerpt> log,
        BlastRadius radius,
        String unseen) {}
