package dev.fairway.diff.spec;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.Arrays;
import java.util.List;

/**
 * What an object says about comparing it, in its annotation {@code argocd.argoproj.io/compare-options}.
 *
 * @param ignoreExtraneous an object that Git no longer holds does not make its application OutOfSync
 * @param includeMutationWebhook changes that admission webhooks make to what Git says count as differences
 */
public record CompareOptions(boolean ignoreExtraneous, boolean includeMutationWebhook) {

    public static CompareOptions of(Manifest object) {
        List<String> options = Arrays.stream(
                        object.annotation(WellKnown.COMPARE_OPTIONS).orElse("").split(","))
                .map(String::strip)
                .toList();
        return new CompareOptions(
                options.contains("IgnoreExtraneous"), options.contains("IncludeMutationWebhook=true"));
    }
}
