package dev.fairway.sync;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What an object says about being a hook. Argo CD's annotations hide Helm's.
 *
 * @param phases when it runs; empty means never (Helm's test and rollback hooks)
 * @param deletePolicies when it is removed, never empty
 */
public record Hook(Set<SyncPhase> phases, Set<HookDeletePolicy> deletePolicies) {

    /** Helm cannot tell an installation from an upgrade here, so both names mean the same. */
    private static final Map<String, SyncPhase> HELM_TYPES = Map.of(
            "pre-install", SyncPhase.PRE_SYNC,
            "pre-upgrade", SyncPhase.PRE_SYNC,
            "post-install", SyncPhase.POST_SYNC,
            "post-upgrade", SyncPhase.POST_SYNC,
            "pre-delete", SyncPhase.PRE_DELETE,
            "post-delete", SyncPhase.POST_DELETE);

    /** The hook that an object is; empty for an ordinary object. */
    public static Optional<Hook> of(Manifest object) {
        Optional<String> own = object.annotation(WellKnown.HOOK);
        if (own.isPresent()) {
            return isSkipped(object) ? Optional.empty() : Optional.of(new Hook(ownPhases(own.get()), policies(object)));
        }
        return object.annotation(WellKnown.HELM_HOOK)
                .map(Hook::words)
                .filter(types -> !types.isEmpty() && !types.contains("crd-install"))
                .map(types -> new Hook(helmPhases(types), policies(object)));
    }

    /** Whether the object asks not to be applied at all ({@code argocd.argoproj.io/hook: Skip}). */
    public static boolean isSkipped(Manifest object) {
        return object.annotation(WellKnown.HOOK)
                .map(Hook::words)
                .filter(List.of("Skip")::equals)
                .isPresent();
    }

    private static Set<SyncPhase> ownPhases(String annotation) {
        EnumSet<SyncPhase> phases = EnumSet.noneOf(SyncPhase.class);
        words(annotation).forEach(word -> SyncPhase.ofHookType(word).ifPresent(phases::add));
        return Collections.unmodifiableSet(phases);
    }

    private static Set<SyncPhase> helmPhases(List<String> types) {
        EnumSet<SyncPhase> phases = EnumSet.noneOf(SyncPhase.class);
        types.stream().filter(HELM_TYPES::containsKey).map(HELM_TYPES::get).forEach(phases::add);
        return Collections.unmodifiableSet(phases);
    }

    private static Set<HookDeletePolicy> policies(Manifest object) {
        EnumSet<HookDeletePolicy> policies = EnumSet.noneOf(HookDeletePolicy.class);
        collect(object.annotation(WellKnown.HOOK_DELETE_POLICY), HookDeletePolicy::isWritten, policies);
        if (policies.isEmpty()) {
            collect(object.annotation(WellKnown.HELM_HOOK_DELETE_POLICY), HookDeletePolicy::isWrittenForHelm, policies);
        }
        if (policies.isEmpty()) {
            policies.add(HookDeletePolicy.BEFORE_HOOK_CREATION);
        }
        return Collections.unmodifiableSet(policies);
    }

    private static void collect(
            Optional<String> annotation,
            BiPredicate<HookDeletePolicy, String> spelling,
            Set<HookDeletePolicy> policies) {
        for (String word : annotation.map(Hook::words).orElse(List.of())) {
            for (HookDeletePolicy policy : HookDeletePolicy.values()) {
                if (spelling.test(policy, word)) {
                    policies.add(policy);
                }
            }
        }
    }

    private static List<String> words(String annotation) {
        return Arrays.stream(annotation.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
