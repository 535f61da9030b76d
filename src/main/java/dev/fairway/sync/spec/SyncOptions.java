package dev.fairway.sync.spec;

import dev.fairway.resource.GoDuration;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.WellKnown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Options of a sync in Argo CD's exact spelling, {@code Name=value}. Those of an object beat those of the operation, and
 * those beat the application's: {@link #over}.
 *
 * @param entries as written, without surrounding blanks; the last entry of a name counts
 */
public record SyncOptions(List<String> entries) {

    public static final SyncOptions NONE = new SyncOptions(List.of());

    private static final Set<String> KNOWN = Set.of(
            "CreateNamespace",
            "Prune",
            "Delete",
            "PruneLast",
            "PrunePropagationPolicy",
            "Replace",
            "Force",
            "ServerSideApply",
            "ClientSideApplyMigration",
            "ApplyOutOfSyncOnly",
            "SkipDryRunOnMissingResource",
            "Validate",
            "FailOnSharedResource",
            "RespectIgnoreDifferences",
            "WaveTimeout");

    /** What happens to an object when it should be pruned or deleted. */
    public enum Removal {
        ALLOWED,
        NEVER,
        /** Only after a person approved. */
        AFTER_APPROVAL
    }

    public SyncOptions {
        entries = entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    public static SyncOptions of(String... entries) {
        return new SyncOptions(Arrays.asList(entries));
    }

    /** Reads {@code spec.syncPolicy.syncOptions}. */
    public static SyncOptions read(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return NONE;
        }
        if (!list.isArray() || list.valueStream().anyMatch(entry -> !entry.isString())) {
            throw SyncPolicyReader.invalid(".syncOptions must be a list of texts such as CreateNamespace=true.");
        }
        return new SyncOptions(list.valueStream().map(JsonNode::stringValue).toList());
    }

    /** Reads the annotation {@code argocd.argoproj.io/sync-options} of an object. */
    public static SyncOptions of(Manifest object) {
        return object.annotation(WellKnown.SYNC_OPTIONS)
                .map(text -> new SyncOptions(Arrays.asList(text.split(","))))
                .orElse(NONE);
    }

    /** These options, and of the weaker ones those that these do not name. */
    public SyncOptions over(SyncOptions weaker) {
        if (weaker.entries.isEmpty()) {
            return this;
        }
        Stream<String> kept =
                weaker.entries.stream().filter(entry -> value(name(entry)).isEmpty());
        return new SyncOptions(Stream.concat(kept, entries.stream()).toList());
    }

    public boolean createNamespace() {
        return is("CreateNamespace", "true");
    }

    public Removal prune() {
        return removal("Prune");
    }

    public Removal delete() {
        return removal("Delete");
    }

    public boolean pruneLast() {
        return is("PruneLast", "true");
    }

    /** {@code foreground}, {@code background} or {@code orphan}; foreground unless another is named. */
    public String prunePropagationPolicy() {
        return value("PrunePropagationPolicy")
                .filter(policy -> policy.equals("background") || policy.equals("orphan"))
                .orElse("foreground");
    }

    public boolean replace() {
        return is("Replace", "true");
    }

    public boolean force() {
        return is("Force", "true");
    }

    /** Whether field ownership moves from kubectl's client-side apply to Fairway; on unless switched off. */
    public boolean clientSideApplyMigration() {
        return !is("ClientSideApplyMigration", "false");
    }

    public boolean applyOutOfSyncOnly() {
        return is("ApplyOutOfSyncOnly", "true");
    }

    public boolean skipDryRunOnMissingResource() {
        return is("SkipDryRunOnMissingResource", "true");
    }

    /** Whether the server may refuse unknown fields; on unless switched off. */
    public boolean validate() {
        return !is("Validate", "false");
    }

    public boolean failOnSharedResource() {
        return is("FailOnSharedResource", "true");
    }

    public boolean respectIgnoreDifferences() {
        return is("RespectIgnoreDifferences", "true");
    }

    /** Our own: how long one wave may take, for example {@code WaveTimeout=10m}. Empty, the default: no limit. */
    public Optional<Duration> waveTimeout() {
        return value("WaveTimeout").flatMap(GoDuration::parse).filter(limit -> !limit.isZero());
    }

    /** What a person should know about these options: those that have no effect, and why. */
    public List<Problem> notes() {
        List<Problem> notes = new ArrayList<>();
        if (is("ServerSideApply", "false")) {
            notes.add(Problem.stalled(
                    "ServerSideApplyAlways",
                    "ServerSideApply=false has no effect: Fairway always applies on the server's side."));
        }
        for (String entry : entries) {
            if (!KNOWN.contains(name(entry))) {
                notes.add(Problem.stalled(
                        "UnknownSyncOption",
                        "The sync option \"%s\" is not known and has no effect. Check its spelling."
                                .formatted(shortened(entry))));
            }
        }
        return notes;
    }

    void requireReadable() {
        Optional<String> timeout = value("WaveTimeout");
        if (timeout.isPresent() && timeout.flatMap(GoDuration::parse).isEmpty()) {
            throw SyncPolicyReader.invalid(".syncOptions: WaveTimeout must be a duration such as WaveTimeout=10m.");
        }
    }

    private Removal removal(String name) {
        return switch (value(name).orElse("")) {
            case "false" -> Removal.NEVER;
            case "confirm" -> Removal.AFTER_APPROVAL;
            default -> Removal.ALLOWED;
        };
    }

    private boolean is(String name, String value) {
        return value(name).filter(value::equals).isPresent();
    }

    private Optional<String> value(String name) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            String entry = entries.get(i);
            if (entry.startsWith(name) && entry.length() > name.length() && entry.charAt(name.length()) == '=') {
                return Optional.of(entry.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static String name(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }

    private static String shortened(String entry) {
        return entry.length() <= 60 ? entry : entry.substring(0, 60) + "…";
    }
}
