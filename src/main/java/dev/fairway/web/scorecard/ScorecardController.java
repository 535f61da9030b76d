package dev.fairway.web.scorecard;

import dev.fairway.access.Principal;
import dev.fairway.metrics.scorecard.Cell;
import dev.fairway.metrics.scorecard.Practice;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.applications.AppLink;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /scorecard}, and exactly the rows of each of its numbers. */
@Controller
class ScorecardController {

    private final Scorecards scorecards;
    private final Clock clock;

    ScorecardController(Scorecards scorecards, Clock clock) {
        this.scorecards = scorecards;
        this.clock = clock;
    }

    @GetMapping("/scorecard")
    @SignedIn
    String show(@AuthenticationPrincipal Principal principal, Model model) {
        model.addAttribute("page", ScorecardPage.of(scorecards.of(principal, clock.instant())));
        return "scorecard/scorecard";
    }

    /** @param href of the application, or of the deployment */
    record RowView(String application, String href, String deployment, String deploymentHref, boolean met, String why) {

        static RowView of(Cell.Row row, boolean met) {
            boolean deployed = row.deployment() > 0;
            return new RowView(
                    row.application().name(),
                    AppLink.to(row.application()),
                    deployed ? String.valueOf(row.deployment()) : "",
                    deployed ? "/deployments/" + row.deployment() : "",
                    met,
                    row.why());
        }
    }

    @GetMapping("/scorecard/rows")
    @SignedIn
    String rows(
            @RequestParam(defaultValue = "") String team,
            @RequestParam(defaultValue = "") String practice,
            @RequestParam Optional<Boolean> met,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Practice asked = Practice.of(practice).orElseThrow(() -> notFound());
        Cell cell = scorecards.of(principal, clock.instant()).teams().stream()
                .filter(each -> each.name().equals(team))
                .findFirst()
                .map(each -> each.cell(asked))
                .orElseThrow(() -> notFound());
        if (!(cell instanceof Cell.Counted counted)) {
            throw notFound();
        }
        List<RowView> rows = Stream.concat(
                        counted.open().stream().map(row -> RowView.of(row, false)),
                        counted.met().stream().map(row -> RowView.of(row, true)))
                .filter(row -> met.isEmpty() || met.get() == row.met())
                .toList();
        model.addAttribute("team", team);
        model.addAttribute("practice", asked.title());
        model.addAttribute("counted", asked.counted());
        boolean open = rows.stream().anyMatch(row -> !row.met());
        model.addAttribute("next", open ? counted.next() : "");
        model.addAttribute("example", open ? asked.example() : "");
        model.addAttribute("deployments", asked == Practice.WITHOUT_WAITING);
        model.addAttribute("rows", rows);
        return "scorecard/rows";
    }

    private static RuntimeException notFound() {
        return Problem.stalled("NotFound", "Nothing is counted here, as far as you may see.")
                .asException();
    }
}
