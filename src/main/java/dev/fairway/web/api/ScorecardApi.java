package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.metrics.scorecard.Cell;
import dev.fairway.metrics.scorecard.Scorecard;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.scorecard.Scorecards;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/scorecard}: the practices of each team with the rows behind every number. */
@RestController
@RequestMapping(path = "/api/v1/scorecard", produces = MediaType.APPLICATION_JSON_VALUE)
class ScorecardApi {

    private final Scorecards scorecards;
    private final Clock clock;

    ScorecardApi(Scorecards scorecards, Clock clock) {
        this.scorecards = scorecards;
        this.clock = clock;
    }

    @GetMapping
    @SignedIn
    ObjectNode scorecard(@AuthenticationPrincipal Principal principal) {
        Instant now = clock.instant();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("asOf", now.toString());
        ArrayNode teams = answer.putArray("teams");
        for (Scorecard.Team team : scorecards.of(principal, now).teams()) {
            ObjectNode node = teams.addObject().put("team", team.name());
            ArrayNode practices = node.putArray("practices");
            team.cells().forEach((practice, cell) -> {
                ObjectNode each =
                        practices.addObject().put("name", practice.key()).put("title", practice.title());
                write(each, cell);
            });
        }
        return answer;
    }

    private static void write(ObjectNode node, Cell cell) {
        switch (cell) {
            case Cell.NotConnected off -> node.put("state", "notConnected").put("why", off.why());
            case Cell.Nothing nothing -> node.put("state", "nothing").put("why", nothing.why());
            case Cell.Counted counted -> {
                node.put("state", "counted")
                        .put("met", counted.met().size())
                        .put("of", counted.of())
                        .put("next", counted.next());
                rows(node.putArray("metRows"), counted.met());
                rows(node.putArray("openRows"), counted.open());
            }
        }
    }

    private static void rows(ArrayNode list, List<Cell.Row> rows) {
        rows.forEach(row -> {
            ObjectNode node = list.addObject()
                    .put("application", row.application().toString())
                    .put("why", row.why());
            if (row.deployment() > 0) {
                node.put("deployment", row.deployment());
            }
        });
    }
}
