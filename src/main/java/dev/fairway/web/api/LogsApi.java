package dev.fairway.web.api;

import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Application;
import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Needs;
import dev.fairway.web.live.Ending;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Logs of an application's pods, one JSON document a line. */
@RestController
@RequestMapping("/api/v1/applications/{name}")
class LogsApi {

    private static final int MOST_PODS = 20;

    private final NamedApplications registry;
    private final Reconciliations reconciliations;
    private final Ending ending;

    LogsApi(NamedApplications registry, Reconciliations reconciliations, Ending ending) {
        this.registry = registry;
        this.reconciliations = reconciliations;
        this.ending = ending;
    }

    /** Which lines; Argo CD's names. */
    record Lines(
            Optional<String> container,
            Optional<Boolean> follow,
            Optional<Boolean> previous,
            Optional<Integer> tailLines,
            Optional<Integer> sinceSeconds,
            Optional<String> filter,
            Optional<Boolean> matchCase) {

        LogRequest of(ResourceKey pod) {
            return new LogRequest(
                    pod.namespace(),
                    pod.name(),
                    container.orElse(""),
                    previous.orElse(false),
                    tailLines.filter(lines -> lines > 0),
                    sinceSeconds.filter(seconds -> seconds > 0),
                    follow.orElse(false),
                    true);
        }

        /** {@code filter} names a part of the lines to show, or with a leading {@code !} of those not to show. */
        Predicate<String> wanted() {
            String text = filter.orElse("");
            boolean shown = !text.startsWith("!");
            String part = shown ? text : text.substring(1);
            return matchCase.orElse(false)
                    ? line -> line.contains(part) == shown
                    : line -> line.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)) == shown;
        }
    }

    /** Of the pod named, or of every pod below the resource named, or of every pod of the application. */
    @GetMapping("/logs")
    @Needs(resource = Resource.LOGS, action = "get")
    void logs(
            @PathVariable String name,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @RequestParam(defaultValue = "") String podName,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String resourceName,
            @ParameterObject Lines lines,
            HttpServletResponse response)
            throws IOException {
        Application application = registry.require(appNamespace, name);
        List<TreeNode> tree = reconciliations.tree(application.name());
        Set<ResourceKey> below = below(tree, kind, resourceName);
        send(
                application.name(),
                tree.stream()
                        .map(TreeNode::key)
                        .filter(key -> key.kind().equals("Pod") && key.group().isEmpty())
                        .filter(key -> podName.isEmpty()
                                ? below.contains(key)
                                : key.name().equals(podName))
                        .limit(MOST_PODS)
                        .toList(),
                lines,
                response);
    }

    @GetMapping("/pods/{pod}/logs")
    @Needs(resource = Resource.LOGS, action = "get")
    void logsOfPod(
            @PathVariable String name,
            @PathVariable String pod,
            @RequestParam(defaultValue = "argocd") String appNamespace,
            @ParameterObject Lines lines,
            HttpServletResponse response)
            throws IOException {
        logs(name, appNamespace, pod, "", "", lines, response);
    }

    private void send(ApplicationName application, List<ResourceKey> pods, Lines lines, HttpServletResponse response)
            throws IOException {
        if (pods.isEmpty()) {
            throw Problem.stalled("NotFound", "No such pod runs below %s.".formatted(application))
                    .asException();
        }
        LogLines sink = new LogLines(response, lines.wanted(), ending);
        if (lines.follow().orElse(false)) {
            sink.sendTogether(pods, pod -> reconciliations.logs(application, lines.of(pod)));
        } else {
            for (ResourceKey pod : pods) {
                sink.send(pod, reconciliations.logs(application, lines.of(pod)));
            }
        }
        if (!ending.hasBegun()) {
            sink.end();
        }
    }

    private static Set<ResourceKey> below(List<TreeNode> tree, String kind, String name) {
        Set<ResourceKey> found = new HashSet<>();
        tree.stream()
                .map(TreeNode::key)
                .filter(key -> (kind.isEmpty() || key.kind().equals(kind))
                        && (name.isEmpty() || key.name().equals(name)))
                .forEach(found::add);
        boolean grown = true;
        while (grown) {
            grown = tree.stream()
                    .filter(node -> node.parents().stream().anyMatch(found::contains))
                    .map(node -> found.add(node.key()))
                    .reduce(false, Boolean::logicalOr);
        }
        return found;
    }
}
