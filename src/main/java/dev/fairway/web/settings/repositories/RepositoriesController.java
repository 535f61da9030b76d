package dev.fairway.web.settings.repositories;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contacts;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.outbound.ProxyForAll;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.settings.SettingsRights;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/repos}: the lists, a test from the list, and the removal of an entry. */
@Controller
class RepositoriesController {

    private final RepositoryOverview overview;
    private final Repositories repositories;
    private final Contacts contacts;
    private final ProxyForAll proxy;
    private final SettingsRights rights;

    RepositoriesController(
            RepositoryOverview overview,
            Repositories repositories,
            Contacts contacts,
            ProxyForAll proxy,
            SettingsRights rights) {
        this.overview = overview;
        this.repositories = repositories;
        this.contacts = contacts;
        this.proxy = proxy;
        this.rights = rights;
    }

    /** A credential template, as the list shows it. */
    public record Template(String id, String url, String username, String credential, int readers) {}

    @GetMapping("/settings/repos")
    @SignedIn
    String list(
            @RequestParam(defaultValue = "") String tested, @AuthenticationPrincipal Principal principal, Model model) {
        List<RepositoryRow> rows = overview.rows(principal, need -> rights.isAllowed(principal, need));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "failing", rows.stream().filter(row -> !row.trouble().isEmpty()).count());
        model.addAttribute(
                "tested",
                rows.stream()
                        .filter(row -> row.url().equals(tested))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("proxy", proxy.proxy().map(Object::toString).orElse(""));
        model.addAttribute("denied", rights.refusalSomewhere(principal, Resource.REPOSITORIES, "update"));
        return "settings/repos";
    }

    /** Asks a repository of the list as it is kept, and comes back with the answer. */
    @PostMapping("/settings/repos/test")
    @Needs(resource = Resource.REPOSITORIES, action = "update", on = On.SOMEWHERE)
    String test(@RequestParam String url, @AuthenticationPrincipal Principal principal) {
        RepositoryUrl address = new RepositoryUrl(url);
        RepositoryRow row = overview.rows(principal, need -> rights.isAllowed(principal, need)).stream()
                .filter(each -> new RepositoryUrl(each.url()).sameRepository(address))
                .findFirst()
                .orElseThrow(RepositoriesController::missing);
        rights.require(principal, SettingsRights.repository("update", row.project(), new RepositoryUrl(row.url())));
        Repository.Type type = repositories
                .find(Covers.REPOSITORY, address)
                .map(Repository::type)
                .orElse(address.isOci() ? Repository.Type.OCI : Repository.Type.GIT);
        contacts.test(address, type);
        return "redirect:/settings/repos?tested=" + URLEncoder.encode(row.url(), StandardCharsets.UTF_8);
    }

    @GetMapping("/settings/repos/credentials")
    @SignedIn
    String templates(@AuthenticationPrincipal Principal principal, Model model) {
        model.addAttribute(
                "templates",
                repositories.all(Covers.TEMPLATE).stream()
                        .filter(each -> rights.isAllowed(principal, SettingsRights.repository("get", each)))
                        .map(each -> new Template(
                                each.id().toString(),
                                each.url().text(),
                                each.username(),
                                RepositoryOverview.kind(each).orElse("none"),
                                overview.readers(each, principal).size()))
                        .toList());
        model.addAttribute("denied", rights.refusalSomewhere(principal, Resource.REPOSITORIES, "create"));
        return "settings/credentials";
    }

    @GetMapping("/settings/repos/{id}/remove")
    @SignedIn
    String ask(@PathVariable String id, @AuthenticationPrincipal Principal principal, Model model) {
        Repository entry = require(id, principal);
        model.addAttribute("entry", RepositoryForm.of(entry));
        model.addAttribute(
                "readers",
                overview.readers(entry, principal).stream()
                        .map(ApplicationName::toString)
                        .toList());
        model.addAttribute("after", afterwards(entry));
        model.addAttribute("denied", rights.refusal(principal, SettingsRights.repository("delete", entry)));
        return "settings/repo-remove";
    }

    @PostMapping("/settings/repos/{id}/remove")
    @Needs(resource = Resource.REPOSITORIES, action = "delete", on = On.SOMEWHERE)
    String remove(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        Repository entry = require(id, principal);
        rights.require(principal, SettingsRights.repository("delete", entry));
        repositories.remove(entry.covers(), entry.url(), principal.actor());
        return entry.covers() == Covers.TEMPLATE ? "redirect:/settings/repos/credentials" : "redirect:/settings/repos";
    }

    /** What opens the repository once the entry is gone. */
    private String afterwards(Repository entry) {
        List<Repository> templates = repositories.all(Covers.TEMPLATE).stream()
                .filter(each -> !each.id().equals(entry.id()))
                .toList();
        return RepositoryOverview.credential(Optional.empty(), entry.url(), templates);
    }

    private Repository require(String id, Principal principal) {
        return Stream.of(Covers.values())
                .flatMap(covers -> repositories.all(covers).stream())
                .filter(each -> each.id().toString().equals(id))
                .filter(each -> rights.isAllowed(principal, SettingsRights.repository("get", each)))
                .findFirst()
                .orElseThrow(RepositoriesController::missing);
    }

    private static RuntimeException missing() {
        return Problem.stalled("NotFound", "There is no such repository. Perhaps somebody removed it.")
                .asException();
    }
}
