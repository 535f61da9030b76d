package dev.fairway.web.applications.sync;

import dev.fairway.applications.Application;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ResourceKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What the form shows: sources, options and objects, each with what is chosen. */
record SyncForm(List<Source> sources, List<Option> options, List<Row> resources, boolean partial, SyncChoice choice) {

    record Source(String label, String target, String revision) {}

    record Option(String value, String text, String effect, boolean chosen) {}

    record Row(String key, String text, boolean chosen) {}

    private static final List<Option> OPTIONS = List.of(
            new Option(
                    "CreateNamespace=true",
                    "Create the namespace",
                    "Makes the destination's namespace if it is missing.",
                    false),
            new Option(
                    "PruneLast=true",
                    "Prune last",
                    "Deletes only after everything else is applied and healthy.",
                    false),
            new Option(
                    "ApplyOutOfSyncOnly=true", "Only what differs", "Leaves alone what is as Git says already.", false),
            new Option(
                    "Replace=true",
                    "Replace",
                    "Writes whole objects instead of applying fields. Can interrupt service.",
                    false),
            new Option(
                    "RespectIgnoreDifferences=true",
                    "Respect ignored fields",
                    "Does not write what ignoreDifferences names.",
                    false),
            new Option(
                    "SkipDryRunOnMissingResource=true",
                    "Allow unknown kinds",
                    "Does not ask beforehand for kinds that this sync brings.",
                    false),
            new Option(
                    "FailOnSharedResource=true",
                    "Fail on shared objects",
                    "Stops if another application has one of them.",
                    false),
            new Option("Validate=false", "Skip validation", "Applies fields that the cluster does not know.", false));

    static SyncForm of(Application application, List<ResourceKey> keys, SyncChoice choice) {
        List<SourceSpec> sources = application.spec().sources();
        Set<ResourceKey> chosen = new HashSet<>(choice.resources());
        return new SyncForm(
                IntStream.range(0, sources.size())
                        .mapToObj(at -> source(sources, at, choice))
                        .toList(),
                OPTIONS.stream()
                        .map(option -> new Option(
                                option.value(),
                                option.text(),
                                option.effect(),
                                choice.options().contains(option.value())))
                        .toList(),
                keys.stream()
                        .map(key -> new Row(key.toString(), key.kind() + "/" + key.name(), chosen.contains(key)))
                        .toList(),
                !chosen.isEmpty(),
                choice);
    }

    private static Source source(List<SourceSpec> sources, int at, SyncChoice choice) {
        SourceSpec source = sources.get(at);
        String what = source.chart().isEmpty() ? "Revision" : "Version of chart " + source.chart();
        String label = sources.size() == 1 ? what : what + ", source " + (at + 1);
        return new Source(label, target(source), choice.revision(at));
    }

    static String target(SourceSpec source) {
        return source.targetRevision().isEmpty() ? (source.chart().isEmpty() ? "HEAD" : "*") : source.targetRevision();
    }
}
