package dev.fairway.web.home;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Sight;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Reach;
import java.time.Clock;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /}. */
@Controller
class HomeController {

    private static final int MINE = 8;
    private static final int DEPLOYMENTS = 10;

    private final Catalog catalog;
    private final Ledger ledger;
    private final Rights rights;
    private final Reach reach;
    private final Clock clock;

    HomeController(Catalog catalog, Ledger ledger, Rights rights, Reach reach, Clock clock) {
        this.reach = reach;
        this.rights = rights;
        this.catalog = catalog;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/")
    @SignedIn
    String home(@AuthenticationPrincipal Principal principal, Model model) {
        Picture picture = catalog.seenBy(principal);
        model.addAttribute("troubles", reach.troubles(picture));
        model.addAttribute(
                "home",
                HomePage.of(
                        picture,
                        ledger.lastOperatedBy(principal.user(), MINE),
                        deployments(principal),
                        clock.instant()));
        return "home/home";
    }

    private List<Deployment> deployments(Principal principal) {
        Sight sight = rights.sight(principal);
        return sight.isEverything()
                ? ledger.latestDeployments(DEPLOYMENTS)
                : ledger.latestDeployments(
                        DEPLOYMENTS, concerned -> sight.sees(concerned.project(), concerned.application()));
    }
}
