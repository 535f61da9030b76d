package dev.fairway.web.applications;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.health.Health;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of one application, each at an address of its own, and its two plain actions. */
@Controller
@RequestMapping("/apps/{namespace}/{app}")
class AppController {

    private static final int LOG_LINES = 500;
    private static final int HISTORY = 50;

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Ledger ledger;
    private final Differences differences;
    private final Clock clock;

    AppController(
            AppFrame frame, Reconciliations reconciliations, Ledger ledger, Differences differences, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
        this.differences = differences;
        this.clock = clock;
    }

    @GetMapping("/list")
    String list(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.LIST, model);
        model.addAttribute(
                "resources",
                reconciliations.status(application.name()).map(ResourceRow::of).orElse(List.of()));
        return "apps/app";
    }

    @GetMapping("/diff")
    String diff(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.DIFF, model);
        model.addAttribute("diffs", differences.of(reconciliations.managedResources(application.name())));
        return "apps/app";
    }

    @GetMapping("/history")
    String history(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.HISTORY, model);
        Instant now = clock.instant();
        model.addAttribute(
                "operations",
                ledger.operations(application.name(), HISTORY).stream()
                        .map(operation -> HistoryRow.of(operation, now))
                        .toList());
        model.addAttribute(
                "deployments",
                ledger.deployments(application.name(), HISTORY).stream()
                        .map(deployment -> DeploymentRow.of(deployment, now))
                        .toList());
        return "apps/app";
    }

    @GetMapping("/logs")
    String logs(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") String pod,
            @RequestParam(defaultValue = "false") boolean previous,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.LOGS, model);
        List<TreeNode> pods = reconciliations.tree(application.name()).stream()
                .filter(node -> node.key().kind().equals("Pod"))
                .toList();
        Optional<TreeNode> chosen = pods.stream()
                .filter(node -> pod.isEmpty() || node.key().name().equals(pod))
                .findFirst();
        model.addAttribute("pods", pods.stream().map(node -> node.key().name()).toList());
        model.addAttribute("chosenPod", chosen.map(node -> node.key().name()).orElse(""));
        model.addAttribute("previous", previous);
        model.addAttribute("lines", List.of());
        model.addAttribute("logMessage", "This application runs no pods.");
        chosen.ifPresent(node -> read(application.name(), node.key(), previous, model));
        return "apps/app";
    }

    private void read(ApplicationName application, ResourceKey pod, boolean previous, Model model) {
        ClusterDriver.LogRequest request = new ClusterDriver.LogRequest(
                pod.namespace(), pod.name(), "", previous, Optional.of(LOG_LINES), Optional.empty(), false, true);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(reconciliations.logs(application, request), StandardCharsets.UTF_8))) {
            model.addAttribute(
                    "lines", reader.lines().limit(LOG_LINES).map(LogLine::of).toList());
            model.addAttribute("logMessage", "The container has written nothing yet.");
        } catch (ClusterProblem | ProblemException | IOException e) {
            model.addAttribute("logMessage", String.valueOf(e.getMessage()));
        }
    }

    @GetMapping("/r/{group}/{kind}/{resourceNamespace}/{name}")
    String resource(
            @PathVariable String namespace,
            @PathVariable String app,
            @PathVariable String group,
            @PathVariable String kind,
            @PathVariable String resourceNamespace,
            @PathVariable String name,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.NONE, model);
        ResourceKey key = new ResourceKey(
                group.equals(AppLink.NONE) ? "" : group,
                kind,
                resourceNamespace.equals(AppLink.NONE) ? "" : resourceNamespace,
                name);
        Optional<Manifest> live = reconciliations.liveObject(application.name(), key);
        String health = reconciliations.tree(application.name()).stream()
                .filter(node -> node.key().equals(key))
                .findFirst()
                .flatMap(TreeNode::health)
                .map(AppController::sentence)
                .orElse("");
        model.addAttribute(
                "resource",
                new ResourceView(
                        key.kind() + " " + key.name(),
                        key.namespace(),
                        live.isPresent() ? health : "There is no such object in the cluster.",
                        live.map(object -> Manifests.toYaml(object.tree())).orElse(""),
                        reconciliations.events(application.name(), key).stream()
                                .map(ResourceView.Event::of)
                                .toList()));
        return "apps/app";
    }

    private static String sentence(Health health) {
        return health.message().isEmpty()
                ? health.status().text()
                : health.status().text() + ": " + health.message();
    }

    @PostMapping("/sync")
    String sync(
            @PathVariable String namespace, @PathVariable String app, @AuthenticationPrincipal Principal principal) {
        long operation =
                reconciliations.sync(new ApplicationName(namespace, app), SyncCommand.everything(), principal.actor());
        return "redirect:/ops/" + operation;
    }

    @PostMapping("/refresh")
    String refresh(
            @PathVariable String namespace, @PathVariable String app, @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        reconciliations.refresh(name, Reconciliations.Refresh.NORMAL, principal.actor());
        return "redirect:" + AppLink.to(name);
    }

    @PostMapping("/terminate")
    String terminate(
            @PathVariable String namespace, @PathVariable String app, @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        reconciliations.terminate(name, principal.actor());
        return "redirect:" + AppLink.to(name);
    }

    private Application frame(String namespace, String app, Principal principal, AppTab tab, Model model) {
        model.addAttribute("tab", tab.name());
        return frame.open(new AppFrame.Visit(namespace, app, principal), tab, model)
                .application();
    }
}
