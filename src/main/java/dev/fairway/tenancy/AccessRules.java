package dev.fairway.tenancy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What one project permits. A pattern that begins with {@code !} denies, and a denial beats every permission. */
public final class AccessRules {

    private final Project project;

    private AccessRules(Project project) {
        this.project = project;
    }

    public static AccessRules of(Project project) {
        return new AccessRules(project);
    }

    /** May its applications take manifests or charts from there? */
    public Verdict source(RepositoryUrl repository) {
        List<Rule> rules = project.sourceRepos().stream().map(Rule::new).toList();
        Optional<Rule> denial = first(rules, rule -> rule.denies() && !isAbout(rule, repository));
        if (denial.isPresent()) {
            return refused("sourceRepos: " + denial.get().text(), "the repository %s is denied".formatted(repository));
        }
        return first(rules, rule -> isAbout(rule, repository))
                .map(rule -> Verdict.permitted("sourceRepos: " + rule.text()))
                .orElseGet(() ->
                        refused("sourceRepos", "the repository %s is not among its sourceRepos".formatted(repository)));
    }

    /**
     * May objects go there?
     *
     * @param server the cluster's address
     * @param clusterName the cluster's name
     * @param namespace empty for cluster-scoped objects: then only the cluster counts
     */
    public Verdict destination(String server, String clusterName, String namespace) {
        String where = (clusterName.isEmpty() ? server : clusterName) + (namespace.isEmpty() ? "" : "/" + namespace);
        List<DestinationRule> rules =
                project.destinations().stream().map(DestinationRule::of).toList();
        Optional<DestinationRule> denial = first(rules, rule -> rule.denies(server, clusterName, namespace));
        if (denial.isPresent()) {
            return refused("destinations: " + denial.get().display(), "the destination %s is denied".formatted(where));
        }
        return first(rules, rule -> rule.permits(server, clusterName, namespace))
                .map(rule -> Verdict.permitted("destinations: " + rule.display()))
                .orElseGet(() ->
                        refused("destinations", "the destination %s is not among its destinations".formatted(where)));
    }

    /** May it have objects of this kind? Cluster-scoped and namespaced kinds have lists of their own. */
    public Verdict kind(ResourceKey key) {
        boolean cluster = key.isClusterScoped();
        Project.KindList lists = cluster ? project.clusterKinds() : project.namespaceKinds();
        String field = cluster ? "clusterResource" : "namespaceResource";
        Optional<Project.KindPattern> denied = first(lists.denied(), pattern -> pattern.matches(key));
        if (denied.isPresent()) {
            return refused(
                    field + "Blacklist: " + denied.get(),
                    "objects like %s are on its %sBlacklist".formatted(key.display(), field));
        }
        if (lists.allowed().isEmpty() && !cluster) {
            return Verdict.permitted("no namespaceResourceWhitelist, so every kind");
        }
        return first(lists.allowed().orElse(List.of()), pattern -> pattern.matches(key))
                .map(pattern -> Verdict.permitted(field + "Whitelist: " + pattern))
                .orElseGet(() -> refused(
                        field + "Whitelist",
                        "objects like %s are not on its %sWhitelist".formatted(key.display(), field)));
    }

    /** May an application that lives in this namespace belong to it? The control plane's own namespace always may. */
    public Verdict sourceNamespace(String namespace) {
        if (namespace.equals(ApplicationName.CONTROL_PLANE_NAMESPACE)) {
            return Verdict.permitted("the control plane's namespace");
        }
        return first(project.sourceNamespaces(), pattern -> isNamespace(pattern, namespace))
                .map(pattern -> Verdict.permitted("sourceNamespaces: " + pattern))
                .orElseGet(() -> refused(
                        "sourceNamespaces",
                        "applications in the namespace %s are not admitted by its sourceNamespaces"
                                .formatted(namespace)));
    }

    /** May this object be written or deleted there: its kind, and where it goes. */
    public Verdict object(ResourceKey key, String server, String clusterName) {
        Verdict kind = kind(key);
        return kind.isPermitted() && !key.isClusterScoped() ? destination(server, clusterName, key.namespace()) : kind;
    }

    /** Addresses are compared in their normal form, so the spelling of a repository cannot pass a rule by. */
    private static boolean isAbout(Rule rule, RepositoryUrl repository) {
        return rule.matches(
                repository.normalized(),
                (pattern, address) -> Glob.matchesAddress(new RepositoryUrl(pattern).normalized(), address));
    }

    /** A pattern between slashes is a regular expression (Argo CD's rule). */
    private static boolean isNamespace(String pattern, String namespace) {
        if (pattern.length() < 2 || !pattern.startsWith("/") || !pattern.endsWith("/")) {
            return Glob.matches(pattern, namespace);
        }
        try {
            return Pattern.matches(pattern.substring(1, pattern.length() - 1), namespace);
        } catch (PatternSyntaxException unreadable) {
            return false;
        }
    }

    private Verdict refused(String rule, String what) {
        return Verdict.refused(rule, "The project %s does not permit it: %s.".formatted(project.name(), what));
    }

    private static <T> Optional<T> first(List<T> rules, Predicate<T> which) {
        return rules.stream().filter(which).findFirst();
    }
}
