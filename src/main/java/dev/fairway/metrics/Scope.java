package dev.fairway.metrics;

/**
 * What the figures are asked of. An empty part leaves it open.
 *
 * @param environment empty for all that are flagged production
 * @param source the installation's own record, or the samples
 */
public record Scope(
        Stretch stretch, String team, String service, String application, String environment, Source source) {

    /** Where the history comes from; the two are never mixed. */
    public enum Source {
        RECORD,
        SAMPLES
    }
}
