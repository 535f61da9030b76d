package dev.fairway.web.list;

import dev.fairway.access.Principal;
import dev.fairway.access.Stars;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.view.LocalAddress;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The stars of the list: a preference, so nothing of it is in the audit. */
@Controller
class StarsController {

    private final Stars stars;
    private final Catalog catalog;

    StarsController(Stars stars, Catalog catalog) {
        this.stars = stars;
        this.catalog = catalog;
    }

    /**
     * @param star the application that is marked, as namespace/name
     * @param unstar the one whose mark is taken away; it need not exist any more
     */
    @PostMapping("/preferences/stars")
    @SignedIn
    String mark(
            @RequestParam(defaultValue = "") String star,
            @RequestParam(defaultValue = "") String unstar,
            @RequestParam(defaultValue = "/apps") String back,
            @AuthenticationPrincipal Principal principal) {
        if (!star.isEmpty()) {
            ApplicationName name = ApplicationName.parse(star);
            if (catalog.seenBy(principal).find(name).isEmpty()) {
                throw Problem.stalled("NotFound", "There is no application %s.".formatted(name))
                        .asException();
            }
            stars.put(principal.user(), name);
        }
        if (!unstar.isEmpty()) {
            stars.remove(principal.user(), ApplicationName.parse(unstar));
        }
        return "redirect:" + LocalAddress.of(back);
    }
}
