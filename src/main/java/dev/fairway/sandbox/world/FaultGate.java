package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.StatusException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Fault rules at the door of the API. A rule holds from the request after the one that wrote it. Requests on ConfigMaps of
 * {@code sandbox-system} always pass, or a rule could never be taken away again.
 */
final class FaultGate implements RequestGate {

    /** What is the matter with the API's clients is not the matter with the cluster's own controllers. */
    private static final String CONTROLLERS = "system:serviceaccount:kube-system:";

    private final ObjectStore store;
    private final InstantSource clock;

    FaultGate(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Verdict judge(Request request) {
        if (isAboutRules(request)) {
            return ALLOW;
        }
        Instant now = clock.instant();
        for (FaultRule rule : rules(now).all()) {
            FaultScope scope = rule.scope();
            if (scope.admits(request.kind(), request.namespace(), request.name(), now)
                    && scope.admitsUser(request.user())) {
                Verdict verdict = judge(rule, request);
                if (!(verdict instanceof Verdict.Allow)) {
                    return verdict;
                }
            }
        }
        return ALLOW;
    }

    private FaultRules rules(Instant now) {
        List<Manifest> maps = store.list(Kinds.CONFIG_MAP, FaultRule.NAMESPACE).stream()
                .map(Manifest::of)
                .toList();
        return maps.isEmpty() ? FaultRules.NONE : FaultRules.of(maps, now);
    }

    private static boolean isAboutRules(Request request) {
        return request.kind().equals(Kinds.CONFIG_MAP) && request.namespace().equals(FaultRule.NAMESPACE);
    }

    private Verdict judge(FaultRule rule, Request request) {
        String verb = request.verb().name().toLowerCase(Locale.ROOT);
        boolean fromOutside = rule.scope().namesUsers() || !request.user().startsWith(CONTROLLERS);
        boolean isWish = !request.subresource().equals("status");
        return switch (rule) {
            case FaultRule.Forbid forbid ->
                fromOutside && isWish && has(forbid.verbs(), verb)
                        ? deny(403, "Forbidden", FaultMessages.forbidden(request, verb))
                        : ALLOW;
            case FaultRule.Deny deny ->
                isWish && has(deny.verbs(), verb) ? deny(403, "Forbidden", FaultMessages.denied(deny)) : ALLOW;
            case FaultRule.Conflict conflict ->
                fromOutside && isWish && has(conflict.verbs(), verb)
                        ? deny(409, "Conflict", FaultMessages.changedMeanwhile(request))
                        : ALLOW;
            case FaultRule.Quota quota -> quota(quota, request);
            case FaultRule.Slow slow -> fromOutside && has(slow.verbs(), verb) ? new Verdict.Slow(slow.delay()) : ALLOW;
            case FaultRule.Drop drop -> fromOutside && has(drop.verbs(), verb) ? new Verdict.Drop() : ALLOW;
            case FaultRule.End end -> fromOutside ? deny(503, "ServiceUnavailable", FaultMessages.UNAVAILABLE) : ALLOW;
            case FaultRule.Unschedulable pods -> ALLOW;
            case FaultRule.FailProbes pods -> ALLOW;
            case FaultRule.Revert objects -> ALLOW;
        };
    }

    /** No verbs named means all of them. */
    private static boolean has(Set<String> verbs, String verb) {
        return verbs.isEmpty() || verbs.contains(verb);
    }

    private Verdict quota(FaultRule.Quota quota, Request request) {
        if (request.verb() != Verb.CREATE && !isNewByApply(request) || !sameKind(quota.kind(), request.kind())) {
            return ALLOW;
        }
        int used = store.list(request.kind(), request.namespace()).size();
        return used < quota.hard() ? ALLOW : deny(403, "Forbidden", FaultMessages.exceeded(quota, request, used));
    }

    private static boolean isNewByApply(Request request) {
        return request.verb() == Verb.PATCH && request.before().isEmpty();
    }

    /** A rule may leave the group out. */
    private static boolean sameKind(GroupKind rule, GroupKind asked) {
        return rule.kind().equals(asked.kind())
                && (rule.group().isEmpty() || rule.group().equals(asked.group()));
    }

    private static Verdict deny(int code, String reason, String message) {
        return new Verdict.Deny(StatusException.of(code, reason, message));
    }
}
