package dev.fairway.web.settings.repositories;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.settings.Finding;
import dev.fairway.web.settings.SettingsRights;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for a repository or a credential template, and what it says when it is tried. */
@Controller
class RepositoryFormController {

    private final Repositories repositories;
    private final Contacts contacts;
    private final SettingsRights rights;

    RepositoryFormController(Repositories repositories, Contacts contacts, SettingsRights rights) {
        this.repositories = repositories;
        this.contacts = contacts;
        this.rights = rights;
    }

    private static Finding found(Contact contact) {
        return contact.problem()
                .map(problem -> Finding.bad(problem.message() + "."))
                .orElseGet(() -> Finding.good(
                        "It answers, in %d ms.".formatted(contact.took().toMillis())));
    }

    @GetMapping("/settings/repos/new")
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    String blank(
            @RequestParam(defaultValue = "repository") String covers,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "git") String type,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Covers what = covers.equals("template") ? Covers.TEMPLATE : Covers.REPOSITORY;
        return page(RepositoryForm.blank(what, url, type), principal, model);
    }

    @GetMapping("/settings/repos/{id}")
    @SignedIn
    String edit(@PathVariable String id, @AuthenticationPrincipal Principal principal, Model model) {
        return page(RepositoryForm.of(require(id, principal)), principal, model);
    }

    /** Keeps nothing: asks the repository with what is written. */
    @PostMapping("/settings/repos/check")
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    String checkNew(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return checked(form, RepositoryForm.read(form, Optional.empty()), fragment, principal, model);
    }

    /** Likewise, with the secrets that are kept where none are written. */
    @PostMapping("/settings/repos/{id}/check")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    String check(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        RepositoryForm written = RepositoryForm.read(form, Optional.of(require(id, principal)));
        return checked(form, written, fragment, principal, model);
    }

    @PostMapping("/settings/repos")
    @Needs(resource = Resource.REPOSITORIES, action = "create", on = On.SOMEWHERE)
    String create(
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(form, RepositoryForm.read(form, Optional.empty()), principal, model);
    }

    @PostMapping("/settings/repos/{id}")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    String update(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(form, RepositoryForm.read(form, Optional.of(require(id, principal))), principal, model);
    }

    private String checked(
            MultiValueMap<String, String> form,
            RepositoryForm written,
            boolean fragment,
            Principal principal,
            Model model) {
        requireWrite(written, principal);
        model.addAttribute("finding", find(written, form));
        page(written, principal, model);
        return fragment ? "settings/repo :: checked" : "settings/repo";
    }

    private String save(MultiValueMap<String, String> form, RepositoryForm written, Principal principal, Model model) {
        requireWrite(written, principal);
        try {
            RepositoryRegistration registration = written.registration(form);
            if (written.isNew()
                    && repositories.find(written.covers(), registration.url()).isPresent()) {
                throw Problem.stalled("AlreadyExists", "This address is entered already. Change that entry.")
                        .asException();
            }
            repositories.save(registration, principal.actor());
            return written.isTemplate() ? "redirect:/settings/repos/credentials" : "redirect:/settings/repos";
        } catch (ProblemException problem) {
            RefusedForm.tell(problem, model);
            return page(written, principal, model);
        }
    }

    private Finding find(RepositoryForm written, MultiValueMap<String, String> form) {
        try {
            return found(contacts.test(written.registration(form)));
        } catch (ProblemException problem) {
            return Finding.bad(problem.problem().message());
        }
    }

    /** In the project where it is written to, and in the one that it is in. */
    private void requireWrite(RepositoryForm written, Principal principal) {
        RepositoryUrl url = new RepositoryUrl(written.url());
        String action = written.isNew() ? "create" : "update";
        rights.require(principal, SettingsRights.repository(action, written.project(), url));
        repositories
                .find(written.covers(), url)
                .ifPresent(known -> rights.require(principal, SettingsRights.repository("update", known)));
    }

    private Repository require(String id, Principal principal) {
        return Stream.of(Covers.values())
                .flatMap(covers -> repositories.all(covers).stream())
                .filter(each -> each.id().toString().equals(id))
                .filter(each -> rights.isAllowed(principal, SettingsRights.repository("get", each)))
                .findFirst()
                .orElseThrow(
                        () -> Problem.stalled("NotFound", "There is no such repository. Perhaps somebody removed it.")
                                .asException());
    }

    private String page(RepositoryForm form, Principal principal, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("projects", rights.projectsSeenBy(principal));
        model.addAttribute(
                "denied",
                form.isNew()
                        ? rights.refusalSomewhere(principal, Resource.REPOSITORIES, "create")
                        : rights.refusal(
                                principal,
                                SettingsRights.repository(
                                        "update",
                                        require(form.id(), principal).project(),
                                        new RepositoryUrl(form.url()))));
        return "settings/repo";
    }
}
