package dev.fairway.ledger;

import java.util.Collection;
import java.util.Map;

/**
 * A port for what other parts of Fairway know of deployments. As long as no bean gives a kind of evidence, pages and answers say
 * that it is not connected.
 */
public interface EvidenceSource {

    /** What it tells of. */
    Evidence.Kind kind();

    /** In a few words for each deployment that it knows something of, by its number. */
    Map<Long, String> of(Collection<Long> deployments);
}
