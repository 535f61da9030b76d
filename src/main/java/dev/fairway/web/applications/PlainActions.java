package dev.fairway.web.applications;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.Needs;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The actions of an application that need no page of their own. */
@Controller
class PlainActions {

    private final Reconciliations reconciliations;

    PlainActions(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    @PostMapping("/apps/{namespace}/{app}/refresh")
    @Needs(action = "sync")
    String refresh(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "false") boolean hard,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        reconciliations.refresh(
                name, hard ? Reconciliations.Refresh.HARD : Reconciliations.Refresh.NORMAL, principal.actor());
        return "redirect:" + AppLink.to(name);
    }

    @PostMapping("/apps/{namespace}/{app}/terminate")
    @Needs(action = "sync")
    String terminate(
            @PathVariable String namespace, @PathVariable String app, @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        reconciliations.terminate(name, principal.actor());
        return "redirect:" + AppLink.to(name);
    }
}
