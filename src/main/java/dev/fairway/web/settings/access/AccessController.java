package dev.fairway.web.settings.access;

import dev.fairway.access.Grant;
import dev.fairway.access.Grants;
import dev.fairway.access.Policies;
import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.settings.access.AccessPages.Draft;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everyone may ask what they may do themselves; who looks after people sees and changes the rest. */
@Controller
@RequestMapping("/settings/access")
class AccessController {

    private static final Question NONE = new Question("", "", "");

    private final AccessPages pages;
    private final Grants grants;
    private final Policies policies;

    AccessController(AccessPages pages, Grants grants, Policies policies) {
        this.pages = pages;
        this.grants = grants;
        this.policies = policies;
    }

    @GetMapping
    @SignedIn
    String show(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String deed,
            @RequestParam(defaultValue = "") String object,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return pages.page(principal, new Question(who, deed, object), Draft.of(policies.current()), model);
    }

    @PostMapping("/grants")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = On.INSTALLATION)
    String give(
            @RequestParam(defaultValue = "USER") Grant.Kind kind,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String project,
            @AuthenticationPrincipal Principal principal) {
        grants.give(kind, subject, role, project, principal.actor());
        return "redirect:/settings/access#grants";
    }

    @PostMapping("/grants/{id}/take-back")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = On.INSTALLATION)
    String takeBack(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        grants.takeBack(id, principal.actor());
        return "redirect:/settings/access#grants";
    }

    /** Changes nothing: what was written, and what it would mean. */
    @PostMapping("/policy/preview")
    @Needs(resource = Resource.ACCOUNTS, action = "get", on = On.INSTALLATION)
    String preview(
            @RequestParam(defaultValue = "") String policy,
            @RequestParam(defaultValue = "") String defaultRole,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Draft draft = new Draft(policy, defaultRole);
        model.addAttribute("preview", pages.preview(draft, principal));
        return pages.page(principal, NONE, draft, model);
    }

    @PostMapping("/policy")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = On.INSTALLATION)
    String replace(
            @RequestParam(defaultValue = "") String policy,
            @RequestParam(defaultValue = "") String defaultRole,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        try {
            policies.replace(policy, defaultRole, principal);
            return "redirect:/settings/access#policy";
        } catch (ProblemException refused) {
            Draft draft = new Draft(policy, defaultRole);
            RefusedForm.tell(refused, model);
            model.addAttribute("preview", pages.preview(draft, principal));
            return pages.page(principal, NONE, draft, model);
        }
    }
}
