package dev.fairway.web.resources;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Inventory;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.access.Telling;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Reach;
import dev.fairway.web.catalog.Wanted;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The objects of all applications that someone may see. */
@Controller
class ResourcesController {

    private final Catalog catalog;
    private final Inventory inventory;
    private final Kin kin;
    private final Reach reach;
    private final Clock clock;
    private final KeptChoices kept = new KeptChoices();

    ResourcesController(Catalog catalog, Inventory inventory, Kin kin, Reach reach, Clock clock) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.kin = kin;
        this.reach = reach;
        this.clock = clock;
    }

    @GetMapping(ResourcesAddress.PATH)
    @SignedIn
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String namespace,
            @RequestParam(defaultValue = "") String cluster,
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "") String health,
            @RequestParam(defaultValue = "") String sync,
            @RequestParam(defaultValue = "") String after,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        ResourcesAddress address =
                new ResourcesAddress(q, kind, namespace, cluster, project, health, sync, ResourcesAddress.place(after));
        Picture picture = catalog.seenBy(principal);
        Telling telling = kin.tellingTo(principal);
        List<ApplicationName> seen = picture.all().stream().map(Entry::name).toList();
        List<ApplicationName> asked = picture.all().stream()
                .filter(entry -> cluster.isEmpty() || entry.asked().cluster().equals(address.cluster()))
                .filter(entry -> project.isEmpty() || entry.asked().project().equals(address.project()))
                .map(Entry::name)
                .toList();
        // Words are looked for in Postgres; an expression is matched here, where its time is bounded.
        Wanted wanted = Wanted.of(address.text());
        Predicate<String> named = wanted.asPredicate();
        Predicate<ResourceKey> counts =
                wanted instanceof Wanted.Words ? telling::names : key -> telling.names(key) && named.test(key.name());
        List<Inventory.Item> found = wanted instanceof Wanted.Unreadable
                ? List.of()
                : inventory.find(
                        new Inventory.Question(
                                asked,
                                chosen(address.kind()),
                                chosen(address.namespace()),
                                wanted instanceof Wanted.Words words ? words.lowerCase() : "",
                                address.healths(),
                                address.syncs()),
                        address.after(),
                        counts,
                        ResourcesPage.ROWS + 1);
        Inventory.Choices choices = kept.of(seen, clock.instant(), () -> inventory.choices(seen, telling::names));
        model.addAttribute("list", ResourcesPage.of(address, picture, found, choices, telling, clock.instant()));
        model.addAttribute("problem", wanted.problem());
        model.addAttribute("troubles", reach.troubles(picture));
        return "resources/list";
    }

    private static List<String> chosen(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
