package dev.fairway.cluster.live;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.Deadline;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.ResourcePaths;
import dev.fairway.cluster.api.Target;
import dev.fairway.cluster.api.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists one kind and watches it, for ever, on a virtual thread of its own. A watch that ends resumes where it stood; one
 * that is too old (410) lists anew; failures back off up to a minute. A refusal (403, 405) is asked again every five
 * minutes and holds nobody else up.
 */
final class KindWatch {

    private static final int PAGE = 500;
    private static final String AS_METADATA = ";g=meta.k8s.io;v=v1,application/json";
    private static final Duration LIST_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration REFUSED_AGAIN = Duration.ofMinutes(5);

    /** A watch that the server ends sooner than this did not go well. */
    private static final long SHORTEST_WATCH = Duration.ofSeconds(1).toNanos();

    private final ApiKind kind;
    private final Optional<String> namespace;
    private final ApiConnection connection;
    private final Intake intake;
    private final Pause pause;
    private final ApiMeters meters;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofMinutes(1));

    private volatile State state = new State(Phase.LISTING, Optional.empty());
    private volatile InputStream open = InputStream.nullInputStream();
    private volatile boolean whole;
    private volatile boolean listAgain;
    private volatile boolean stopped;
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean listedOnce;

    KindWatch(
            ApiKind kind,
            Optional<String> namespace,
            boolean whole,
            ApiConnection connection,
            Intake intake,
            Pause pause,
            ApiMeters meters) {
        this.kind = kind;
        this.namespace = namespace;
        this.whole = whole;
        this.connection = connection;
        this.intake = intake;
        this.pause = pause;
        this.meters = meters;
    }

    enum Phase {
        /** Not listed yet. */
        LISTING,
        WATCHING,
        /** Listed, but the watch does not come back. */
        STALE,
        /** We may not list it. */
        REFUSED
    }

    /** How the watch is doing, and why if not well. */
    record State(Phase phase, Optional<ClusterProblem> problem) {}

    /** Where objects go. */
    interface Intake {
        /** An object that a listing found. */
        void listed(ObjectNode tree, ApiKind kind, boolean whole, int listing);

        int startListing();

        void endListing(ApiKind kind, Optional<String> namespace, int listing, String resourceVersion);

        /** An object that was added or changed. */
        void changed(ObjectNode tree, ApiKind kind, boolean whole);

        void deleted(ObjectNode tree, ApiKind kind);

        /** The state of a watch is another. */
        void stateChanged();
    }

    void start() {
        thread = Thread.ofVirtual().name("watch-" + kind.plural()).start(this::run);
    }

    void stop() {
        stopped = true;
        thread.interrupt();
        closeStream();
    }

    /** From now on whole objects are wanted; lists anew if that was not so. */
    void wantWhole() {
        if (!whole) {
            whole = true;
            listAgain = true;
            closeStream();
        }
    }

    ApiKind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    /** It was listed once, and what has become of it since is not known. */
    boolean isBehind() {
        return state.phase() == Phase.STALE || state.phase() == Phase.REFUSED && listedOnce;
    }

    private void run() {
        String version = "";
        while (!stopped) {
            try {
                if (version.isEmpty() || listAgain) {
                    listAgain = false;
                    // Until it is listed to the end there is nothing to resume from.
                    version = "";
                    String listed = list();
                    if (stopped || listAgain) {
                        continue;
                    }
                    version = listed;
                    listedOnce = true;
                    become(Phase.WATCHING, Optional.empty());
                }
                version = watch(version);
            } catch (ClusterProblem problem) {
                version = failed(problem, version);
            } catch (RuntimeException unexpected) {
                version = failed(
                        new ClusterProblem(
                                Reason.SERVER_ERROR,
                                "%s could not be read (%s)."
                                        .formatted(
                                                kind.gvk(),
                                                unexpected.getClass().getSimpleName()),
                                unexpected),
                        "");
            }
        }
    }

    private String list() {
        int listing = intake.startListing();
        boolean asWhole = whole;
        String version = "";
        String next = "";
        do {
            ApiRequest request = ApiRequest.get(ResourcePaths.collection(kind, namespace.orElse("")))
                    .with("limit", Integer.toString(PAGE))
                    .accepting(
                            asWhole ? ApiRequest.JSON : "application/json;as=PartialObjectMetadataList" + AS_METADATA)
                    .within(LIST_TIMEOUT);
            if (!next.isEmpty()) {
                request = request.with("continue", next);
            }
            Listing page = page(request, asWhole, listing);
            version = page.resourceVersion();
            next = page.next();
        } while (!next.isEmpty() && !stopped && !listAgain);
        if (!stopped && !listAgain) {
            intake.endListing(kind, namespace, listing, version);
        }
        return version;
    }

    private Listing page(ApiRequest request, boolean asWhole, int listing) {
        try (Deadline deadline = Deadline.in(LIST_TIMEOUT);
                InputStream stream = opened(connection.open(request, Target.of("list", kind)))) {
            deadline.closes(stream);
            return Listing.read(stream, item -> intake.listed(item, kind, asWhole, listing));
        } catch (IOException | JacksonException broken) {
            throw brokenOff("list");
        }
    }

    /** Returns the version to resume from when the server ends the watch. */
    private String watch(String from) {
        long startedAt = System.nanoTime();
        boolean asWhole = whole;
        // The server ends the watch at this time; spread, so that they do not all come back together.
        int seconds = ThreadLocalRandom.current().nextInt(300, 600);
        Duration longest = Duration.ofSeconds(seconds + 30L);
        ApiRequest request = ApiRequest.get(ResourcePaths.collection(kind, namespace.orElse("")))
                .within(longest)
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("timeoutSeconds", Integer.toString(seconds))
                .with("resourceVersion", from)
                .accepting(asWhole ? ApiRequest.JSON : "application/json;as=PartialObjectMetadata" + AS_METADATA);
        String version = from;
        boolean heard = false;
        try (Deadline deadline = Deadline.in(longest);
                InputStream stream = opened(connection.follow(request, Target.of("watch", kind)));
                JsonParser parser = Trees.MAPPER.createParser(stream)) {
            deadline.closes(stream);
            if (backoff.failures() > 1) {
                become(Phase.WATCHING, Optional.empty());
            }
            while (!stopped && !listAgain && parser.nextToken() != null) {
                version = event(Trees.MAPPER.readTree(parser), asWhole).orElse(version);
                heard = true;
                backoff.succeeded();
            }
        } catch (IOException | JacksonException broken) {
            // Cut in the middle: what was read counts, and the watch resumes after it.
        }
        if (!stopped && !listAgain) {
            meters.watchEnded("ended");
            if (!heard && System.nanoTime() - startedAt < SHORTEST_WATCH) {
                return failed(brokenOff("watch"), version);
            }
        }
        return version;
    }

    private Optional<String> event(JsonNode event, boolean asWhole) {
        if (!(event.path("object") instanceof ObjectNode object)) {
            return Optional.empty();
        }
        String type = Trees.text(event, "type");
        if (type.equals("ERROR")) {
            throw connection.failure(object.path("code").asInt(500), object, Target.of("watch", kind));
        }
        String version = Trees.text(object.path("metadata"), "resourceVersion");
        switch (type) {
            case "ADDED", "MODIFIED" -> intake.changed(object, kind, asWhole);
            case "DELETED" -> intake.deleted(object, kind);
            default -> {
                // BOOKMARK: only the version counts.
            }
        }
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    /** Waits as the failure demands; returns the version to go on from, empty to list anew. */
    private String failed(ClusterProblem problem, String version) {
        if (stopped) {
            return version;
        }
        meters.watchEnded(problem.reason() == Reason.GONE ? "gone" : "failed");
        Duration wait;
        String resume = version;
        switch (problem.reason()) {
            case GONE -> {
                resume = "";
                wait = backoff.next();
            }
            case FORBIDDEN, INVALID -> {
                become(Phase.REFUSED, Optional.of(problem));
                resume = "";
                wait = REFUSED_AGAIN;
            }
            case UNKNOWN_KIND, NOT_FOUND -> {
                // A kind is in discovery a moment before it can be listed.
                become(Phase.REFUSED, Optional.of(problem));
                resume = "";
                wait = backoff.next();
            }
            default -> {
                wait = backoff.next();
                // One broken watch is no news; it is back before anyone looks.
                if (!listedOnce || backoff.failures() > 2) {
                    become(listedOnce ? Phase.STALE : Phase.LISTING, Optional.of(problem));
                }
            }
        }
        try {
            pause.of(wait);
        } catch (InterruptedException stop) {
            // Only stop() interrupts.
        }
        return resume;
    }

    private InputStream opened(InputStream stream) {
        open = stream;
        if (stopped) {
            closeStream();
        }
        return stream;
    }

    private void closeStream() {
        // Closing may wait for a reader.
        Thread.startVirtualThread(() -> {
            try {
                open.close();
            } catch (IOException ignored) {
                // It is being given up.
            }
        });
    }

    private ClusterProblem brokenOff(String verb) {
        return new ClusterProblem(
                Reason.UNREACHABLE,
                "The cluster at %s broke the %s of %s off."
                        .formatted(connection.host(), verb, kind.gvk().groupKind()),
                null);
    }

    private void become(Phase phase, Optional<ClusterProblem> problem) {
        state = new State(phase, problem);
        intake.stateChanged();
    }
}
