package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.StatusException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Fault rules at the door of the API. Requests on ConfigMaps of {@code sandbox-system} always pass, or a rule could never be
 * taken away again.
 */
final class FaultGate implements RequestGate {

    private final InstantSource clock;
    private volatile Optional<ClusterView> view = Optional.empty();
    private volatile FaultRules rules = FaultRules.NONE;

    FaultGate(InstantSource clock) {
        this.clock = clock;
    }

    void use(ClusterView current) {
        rules = current.rules();
        view = Optional.of(current);
    }

    @Override
    public Verdict judge(Request request) {
        FaultRules now = rules;
        if (now.all().isEmpty() || isAboutRules(request)) {
            return ALLOW;
        }
        for (FaultRule rule : now.all()) {
            Verdict verdict = judge(rule, request, clock.instant());
            if (!(verdict instanceof Verdict.Allow)) {
                return verdict;
            }
        }
        return ALLOW;
    }

    private static boolean isAboutRules(Request request) {
        return request.kind().equals(Kinds.CONFIG_MAP) && request.namespace().equals(FaultRule.NAMESPACE);
    }

    private Verdict judge(FaultRule rule, Request request, Instant now) {
        FaultScope scope = rule.scope();
        if (!scope.admits(request.kind(), request.namespace(), request.name(), now)
                || !scope.admitsUser(request.user())) {
            return ALLOW;
        }
        String verb = request.verb().name().toLowerCase(Locale.ROOT);
        return switch (rule) {
            case FaultRule.Forbid forbid ->
                forbid.verbs().contains(verb) ? deny(403, "Forbidden", forbidden(request, verb)) : ALLOW;
            case FaultRule.Deny deny ->
                deny.verbs().contains(verb)
                        ? deny(
                                403,
                                "Forbidden",
                                "admission webhook \"%s\" denied the request: %s"
                                        .formatted(deny.webhook(), deny.message()))
                        : ALLOW;
            case FaultRule.Quota quota -> quota(quota, request);
            case FaultRule.Slow slow -> slow.verbs().contains(verb) ? new Verdict.Slow(slow.delay()) : ALLOW;
            case FaultRule.Drop drop -> drop.verbs().contains(verb) ? new Verdict.Drop() : ALLOW;
            case FaultRule.End end ->
                deny(503, "ServiceUnavailable", "the server is currently unable to handle the request");
            case FaultRule.Unschedulable pods -> ALLOW;
            case FaultRule.FailProbes pods -> ALLOW;
            case FaultRule.Revert objects -> ALLOW;
        };
    }

    private Verdict quota(FaultRule.Quota quota, Request request) {
        if (request.verb() != Verb.CREATE || !request.kind().equals(quota.kind()) || view.isEmpty()) {
            return ALLOW;
        }
        int used = view.get().list(quota.kind(), request.namespace()).size();
        if (used < quota.hard()) {
            return ALLOW;
        }
        String counted = plural(quota.kind());
        return deny(
                403,
                "Forbidden",
                "%s \"%s\" is forbidden: exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%d"
                        .formatted(
                                counted, request.name(), quota.name(), counted, counted, used, counted, quota.hard()));
    }

    private static String forbidden(Request request, String verb) {
        String place = request.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"%s\"".formatted(request.namespace());
        return "%s \"%s\" is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(
                        plural(request.kind()),
                        request.name(),
                        request.user(),
                        verb,
                        plural(request.kind()),
                        request.kind().group(),
                        place);
    }

    private static String plural(GroupKind kind) {
        String lower = kind.kind().toLowerCase(Locale.ROOT);
        if (lower.endsWith("s")) {
            return lower + "es";
        }
        return lower.endsWith("y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }

    private static Verdict deny(int code, String reason, String message) {
        return new Verdict.Deny(StatusException.of(code, reason, message));
    }
}
