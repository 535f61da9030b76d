package dev.fairway.web.settings.projects;

import dev.fairway.cluster.Clusters;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * “What may this project do?” as someone asks it. Empty parts are not asked.
 *
 * @param kind {@code Deployment} or {@code apps/Deployment}
 * @param scope {@code cluster} for kinds that are in no namespace
 */
public record Question(String source, String cluster, String namespace, String kind, String scope) {

    /** One answer with the rule that gave it, as it stands in the project. */
    public record Answer(String subject, String value, boolean permitted, String says, String rule) {}

    public boolean isAsked() {
        return !source.isBlank() || !cluster.isBlank() || !kind.isBlank();
    }

    List<Answer> ask(AccessRules rules, Clusters clusters) {
        List<Answer> answers = new ArrayList<>();
        if (!source.isBlank()) {
            answers.add(answer("Source", source, rules.source(new RepositoryUrl(source))));
        }
        if (!cluster.isBlank()) {
            boolean isAddress = cluster.contains("://");
            Optional<Clusters.ClusterRef> known = clusters.find(
                    new Destination(isAddress ? cluster.strip() : "", isAddress ? "" : cluster.strip(), ""));
            answers.add(answer(
                    "Destination",
                    cluster + (namespace.isBlank() ? "" : ", namespace " + namespace),
                    rules.destination(
                            known.map(Clusters.ClusterRef::server).orElse(isAddress ? cluster.strip() : ""),
                            known.map(Clusters.ClusterRef::name).orElse(isAddress ? "" : cluster.strip()),
                            namespace.strip())));
        }
        if (!kind.isBlank()) {
            answers.add(answer("Kind", kind + (isClusterScoped() ? ", cluster-scoped" : ""), rules.kind(key())));
        }
        return answers;
    }

    public boolean isClusterScoped() {
        return scope.equals("cluster");
    }

    private ResourceKey key() {
        String text = kind.strip();
        int slash = text.indexOf('/');
        return new ResourceKey(
                slash < 0 ? "" : text.substring(0, slash),
                text.substring(slash + 1),
                isClusterScoped() ? "" : namespace.isBlank() ? "any" : namespace.strip(),
                "any");
    }

    private static Answer answer(String subject, String value, Verdict verdict) {
        return new Answer(
                subject,
                value,
                verdict.isPermitted(),
                verdict.problem().map(Problem::message).orElse("Permitted"),
                verdict.rule());
    }
}
