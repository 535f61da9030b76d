package dev.fairway.web.home;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.Actor;
import dev.fairway.web.catalog.Catalog;
import java.time.Clock;
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
    private final Clock clock;

    HomeController(Catalog catalog, Ledger ledger, Clock clock) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal Principal principal, Model model) {
        model.addAttribute(
                "home",
                HomePage.of(
                        catalog.now(),
                        ledger.lastOperatedBy(Actor.person(principal.user()), MINE),
                        ledger.latestDeployments(DEPLOYMENTS),
                        clock.instant()));
        return "home/home";
    }
}
