package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.Drift;
import dev.fairway.ledger.DriftQuery;
import dev.fairway.ledger.Drifts;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.access.Telling;
import dev.fairway.web.dora.Eyes;
import dev.fairway.web.drift.DriftAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/drifts}: what departed from Git, the newest first, with the filters of the page. */
@RestController
@RequestMapping(path = "/api/v1/drifts", produces = MediaType.APPLICATION_JSON_VALUE)
class DriftsApi {

    private static final int MOST = 500;

    private final Drifts drifts;
    private final Rights rights;
    private final Kin kin;
    private final Clock clock;

    DriftsApi(Drifts drifts, Rights rights, Kin kin, Clock clock) {
        this.kin = kin;
        this.drifts = drifts;
        this.rights = rights;
        this.clock = clock;
    }

    /** @param before the {@code place} of the last one of the page before */
    @GetMapping
    @SignedIn
    ObjectNode drifts(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Principal principal) {
        Instant now = clock.instant();
        DriftAddress address = DriftAddress.read(parameters);
        DriftQuery query = address.query(now);
        Predicate<Concerned> seen = Eyes.of(rights, principal);
        int most = Math.clamp(limit, 1, MOST);
        List<Drift> found = drifts.before(query, seen, before, most);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("count", drifts.count(query, seen)).put("asOf", now.toString());
        ArrayNode items = answer.putArray("items");
        Telling telling = kin.tellingTo(principal);
        found.stream()
                .filter(drift -> telling.names(drift.resource()))
                .forEach(drift -> write(items.addObject(), drift, now));
        if (found.size() == most) {
            answer.put(
                    "next",
                    address.at(
                            "/api/v1/drifts",
                            "before",
                            String.valueOf(found.getLast().place())));
        }
        return answer;
    }

    private static void write(ObjectNode node, Drift drift, Instant now) {
        node.put("id", drift.id())
                .put("place", drift.place())
                .put("page", "/drift/" + drift.id())
                .put("application", drift.application().toString())
                .put("project", drift.project())
                .put("team", drift.team())
                .put("environment", drift.environment())
                .put("cluster", drift.cluster());
        node.putObject("resource")
                .put("group", drift.resource().group())
                .put("kind", drift.resource().kind())
                .put("namespace", drift.resource().namespace())
                .put("name", drift.resource().name());
        node.put("field", drift.field())
                .put("before", drift.git())
                .put("after", drift.live())
                .put("manager", drift.manager())
                .put("managerOperation", drift.managerOperation())
                .put("subresource", drift.subresource())
                .put("beganAt", drift.beganAt().toString())
                .put("seconds", drift.lasted(now).toSeconds())
                .put(
                        "state",
                        drift.end()
                                .map(end -> end.how().toLowerCase(Locale.ROOT))
                                .orElse(DriftQuery.OPEN));
        drift.writtenAt().ifPresent(at -> node.put("writtenAt", at.toString()));
        drift.end().ifPresent(end -> {
            node.put("endedAt", end.at().toString());
            end.operation().ifPresent(id -> node.put("operation", id));
        });
    }
}
