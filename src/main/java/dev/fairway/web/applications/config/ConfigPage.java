package dev.fairway.web.applications.config;

import dev.fairway.applications.Application;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Redaction;
import dev.fairway.sync.spec.SyncPolicy;
import java.util.List;
import java.util.Optional;

/**
 * How an application is set up.
 *
 * @param retry how often automation tries again
 */
record ConfigPage(
        String yaml,
        long version,
        boolean automated,
        boolean prune,
        boolean selfHeal,
        boolean allowEmpty,
        int retry,
        List<Option> options) {

    record Option(String value, String effect, boolean chosen) {}

    private static final List<Option> OPTIONS = List.of(
            new Option("CreateNamespace=true", "Makes the destination's namespace if it is missing.", false),
            new Option("PruneLast=true", "Deletes only after everything else is applied and healthy.", false),
            new Option("ApplyOutOfSyncOnly=true", "Leaves alone what is as Git says already.", false),
            new Option("RespectIgnoreDifferences=true", "Does not write what ignoreDifferences names.", false),
            new Option("FailOnSharedResource=true", "Stops if another application has one of the objects.", false));

    static ConfigPage of(Application application, Manifest asWritten) {
        SyncPolicy policy = application.spec().syncPolicy();
        Optional<SyncPolicy.Automated> automated = policy.automated().filter(SyncPolicy.Automated::enabled);
        return new ConfigPage(
                Redaction.clean(Manifests.toYaml(asWritten.tree())),
                application.version(),
                automated.isPresent(),
                automated.map(SyncPolicy.Automated::prune).orElse(false),
                automated.map(SyncPolicy.Automated::selfHeal).orElse(false),
                automated.map(SyncPolicy.Automated::allowEmpty).orElse(false),
                policy.automatedRetry().limit(),
                OPTIONS.stream()
                        .map(option -> new Option(
                                option.value(),
                                option.effect(),
                                policy.options().entries().contains(option.value())))
                        .toList());
    }
}
