package dev.fairway.web.applications.config;

import dev.fairway.access.Principal;
import dev.fairway.applications.Applications;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** An application's own settings. */
@Controller
class AppConfigController {

    private final AppFrame frame;
    private final Applications applications;

    AppConfigController(AppFrame frame, Applications applications) {
        this.frame = frame;
        this.applications = applications;
    }

    @GetMapping("/apps/{namespace}/{app}/config")
    @Needs(action = "get")
    String show(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "false") boolean saved,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.CONFIG, model);
        model.addAttribute("config", ConfigPage.of(opened.application(), frame.asWritten(opened)));
        model.addAttribute("saved", saved);
        return "apps/config";
    }

    @PostMapping("/apps/{namespace}/{app}/config")
    @Needs(action = "update")
    String save(
            @PathVariable String namespace,
            @PathVariable String app,
            Automation form,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        Manifest before = applications
                .find(name)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no application " + name + "."))
                .manifest();
        applications.update(form.in(before), Optional.of(form.expectedVersion()), principal.actor());
        return "redirect:" + AppLink.to(name) + "/config?saved=true";
    }
}
