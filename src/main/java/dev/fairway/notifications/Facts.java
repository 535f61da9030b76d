package dev.fairway.notifications;

import dev.fairway.resource.Redaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an event, under the names of the placeholders. Bounded, and without credentials: what a manifest or a
 * cluster says may hold some.
 */
record Facts(Map<String, String> values) {

    static final String NAME = "app.metadata.name";
    static final String NAMESPACE = "app.metadata.namespace";
    static final String PROJECT = "app.spec.project";
    static final String REPOSITORY = "app.spec.source.repoURL";
    static final String PATH = "app.spec.source.path";
    static final String TARGET = "app.spec.source.targetRevision";
    static final String SERVER = "app.spec.destination.server";
    static final String CLUSTER = "app.spec.destination.name";
    static final String DESTINATION = "app.spec.destination.namespace";
    static final String SYNC = "app.status.sync.status";
    static final String REVISION = "app.status.sync.revision";
    static final String HEALTH = "app.status.health.status";
    static final String HEALTH_MESSAGE = "app.status.health.message";
    static final String PHASE = "app.status.operationState.phase";
    static final String OPERATION_MESSAGE = "app.status.operationState.message";
    static final String STARTED = "app.status.operationState.startedAt";
    static final String FINISHED = "app.status.operationState.finishedAt";
    static final String SYNCED_REVISION = "app.status.operationState.syncResult.revision";
    static final String ADDRESS = "context.argocdUrl";
    static final String SENTENCE = "fairway.sentence";
    static final String LINK = "fairway.link";
    static final String OPERATION = "fairway.operation";
    static final String TRIGGER = "fairway.trigger";
    static final String ACTOR = "fairway.actor";
    static final String TEAM = "fairway.team";
    static final String SERVICE = "fairway.service";
    static final String ENVIRONMENT = "fairway.environment";
    static final String RUNBOOK = "fairway.runbook";
    static final String NEXT = "fairway.next";
    static final String AT = "fairway.at";

    /** All there are, in the order in which people are told of them. */
    static final List<String> NAMES = List.of(
            NAME,
            NAMESPACE,
            PROJECT,
            REPOSITORY,
            PATH,
            TARGET,
            SERVER,
            CLUSTER,
            DESTINATION,
            SYNC,
            REVISION,
            HEALTH,
            HEALTH_MESSAGE,
            PHASE,
            OPERATION_MESSAGE,
            STARTED,
            FINISHED,
            SYNCED_REVISION,
            ADDRESS,
            SENTENCE,
            LINK,
            OPERATION,
            TRIGGER,
            ACTOR,
            TEAM,
            SERVICE,
            ENVIRONMENT,
            RUNBOOK,
            NEXT,
            AT);

    private static final int LONGEST = 1_000;

    Facts {
        Map<String, String> bounded = new TreeMap<>();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                // Cut first: this happens while a sync's rows are locked, and a manifest may be long.
                String clean = Redaction.clean(value.length() > 2 * LONGEST ? cut(value) : value);
                // Half a character is none that Postgres takes: the message would be lost.
                bounded.put(name, Bound.to(LONGEST, clean).replaceAll("\\p{Cs}", "�"));
            }
        });
        values = Map.copyOf(bounded);
    }

    /** Between words: half of an address with a password would not be known for one. */
    private static String cut(String value) {
        String begin = value.substring(0, 2 * LONGEST);
        int end = Math.max(begin.lastIndexOf(' '), begin.lastIndexOf('\n'));
        return end > 0 ? begin.substring(0, end) : begin;
    }

    /** Empty if nothing is known. */
    String of(String name) {
        return values.getOrDefault(name, "");
    }

    Facts and(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        return new Facts(all);
    }
}
