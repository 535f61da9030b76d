package dev.fairway.web.fleet;

import dev.fairway.web.catalog.Catalog;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /fleet}. */
@Controller
class FleetController {

    private final Catalog catalog;
    private final Clock clock;

    FleetController(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping("/fleet")
    String fleet(@RequestParam MultiValueMap<String, String> parameters, Model model) {
        model.addAttribute("fleet", FleetPage.of(catalog.now(), FleetAddress.read(parameters), clock.instant()));
        return "fleet/fleet";
    }
}
