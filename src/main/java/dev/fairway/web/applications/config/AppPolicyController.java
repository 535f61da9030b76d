package dev.fairway.web.applications.config;

import dev.fairway.access.Principal;
import dev.fairway.cluster.Clusters;
import dev.fairway.tenancy.Projects;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppTab;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The rules of its project that an application is under. */
@Controller
class AppPolicyController {

    private final AppFrame frame;
    private final Projects projects;
    private final Clusters clusters;
    private final Clock clock;

    AppPolicyController(AppFrame frame, Projects projects, Clusters clusters, Clock clock) {
        this.frame = frame;
        this.projects = projects;
        this.clusters = clusters;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/policy")
    @Needs(action = "get")
    String policy(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.POLICY, model);
        model.addAttribute(
                "rules",
                opened.troubles()
                        .read(
                                "The rules of the project",
                                Optional.empty(),
                                () -> Optional.of(PolicyPage.of(
                                        opened.application(),
                                        projects.require(opened.application().project()),
                                        clusters.find(
                                                opened.application().spec().destination()),
                                        clock.instant()))));
        return "apps/policy";
    }
}
