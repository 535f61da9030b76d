package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.dora.DoraAddress;
import dev.fairway.web.dora.Eyes;
import dev.fairway.web.dora.RowChoice;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/dora}: the five figures and exactly the rows that each counts. */
@RestController
@RequestMapping(path = "/api/v1/dora", produces = MediaType.APPLICATION_JSON_VALUE)
class DoraApi {

    private final DeliveryMetrics metrics;
    private final Rights rights;
    private final Clock clock;

    DoraApi(DeliveryMetrics metrics, Rights rights, Clock clock) {
        this.metrics = metrics;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping
    @SignedIn
    ObjectNode figures(
            @RequestParam MultiValueMap<String, String> parameters, @AuthenticationPrincipal Principal principal) {
        DoraAddress address = DoraAddress.read(parameters);
        Delivery delivery = delivery(address, principal);
        ObjectNode answer = about(delivery);
        ArrayNode figures = answer.putArray("metrics");
        for (Metric metric : Metric.values()) {
            figure(figures.addObject(), delivery, address, metric);
        }
        return answer;
    }

    private static ObjectNode about(Delivery delivery) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("from", delivery.span().from().toString())
                .put("to", delivery.span().to().toString())
                .put("timeZone", delivery.span().zone().getId())
                .put("asOf", delivery.asOf().toString())
                .put("samples", delivery.scope().source() == Scope.Source.SAMPLES);
        return answer;
    }

    private static void figure(ObjectNode node, Delivery delivery, DoraAddress address, Metric metric) {
        Figure figure = delivery.figure(metric);
        node.put("name", metric.key()).put("n", figure.n());
        put(node, "value", figure.value());
        node.put("unit", metric.unit().key());
        put(node, "p90", figure.p90());
        put(node, "previous", delivery.previous(metric).value());
        node.put("rows", address.fixed(delivery).at("/api/v1/dora/" + metric.key() + "/rows"));
        if (metric.unit() == Metric.Unit.PERCENT) {
            node.put("hits", figure.hits());
        }
        if (metric == Metric.FAILED_DEPLOYMENT_RECOVERY_TIME) {
            node.put("open", figure.open());
        }
        if (figure.value().isEmpty()) {
            node.put("note", "not enough data");
        }
        Map<String, Long> out = new TreeMap<>();
        figure.leftOut().forEach((because, number) -> out.put(RowChoice.key(because), number));
        ObjectNode excluded = node.putObject("excluded");
        out.forEach(excluded::put);
    }

    private static void put(ObjectNode node, String name, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(name, value.getAsDouble());
        } else {
            node.putNull(name);
        }
    }

    @GetMapping("/{metric}/rows")
    @SignedIn
    ObjectNode rows(
            @PathVariable String metric,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal) {
        Metric asked = Metric.of(metric)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no figure %s.".formatted(metric))
                        .asException());
        DoraAddress address = DoraAddress.read(parameters);
        RowChoice choice = RowChoice.read(asked, parameters);
        Delivery delivery = delivery(address, principal);
        ObjectNode answer = about(delivery).put("name", asked.key());
        ArrayNode items = answer.putArray("rows");
        if (choice.out().isPresent()) {
            choice.leftOut(delivery, asked, 0, Integer.MAX_VALUE)
                    .forEach(each -> leftOut(items.addObject(), each.what()));
        } else {
            choice.rows(delivery, asked, 0, Integer.MAX_VALUE).forEach(row -> row(items.addObject(), row, asked));
        }
        answer.put("n", items.size());
        return answer;
    }

    private static void leftOut(ObjectNode node, LeftOut each) {
        node.put("id", each.id())
                .put("label", each.label())
                .put("because", RowChoice.key(each.because()))
                .put("at", each.at().toString());
    }

    private static void row(ObjectNode node, Line row, Metric metric) {
        node.put("deployment", row.id())
                .put("page", "/dora/deployments/" + row.id())
                .put("countedAt", row.at().toString())
                .put("team", row.place().team())
                .put("service", row.place().service())
                .put("environment", row.place().environment())
                .put("kind", row.kind().name().toLowerCase(Locale.ROOT))
                .put("failed", row.isFailed())
                .put("targets", row.targets());
        row.change().ifPresent(change -> node.put("commit", change.sha())
                .put("subject", change.subject())
                .put("commitOf", row.builtOf() ? "image" : "configuration"));
        if (metric.unit() == Metric.Unit.SECONDS) {
            node.put("seconds", row.took().toMillis() / 1000.0);
        }
        if (metric.unit() == Metric.Unit.PERCENT) {
            node.put("hit", row.hit());
        }
        List<String> reasons = row.failures().stream().map(Failure.Why::text).toList();
        if (!reasons.isEmpty()) {
            ArrayNode why = node.putArray("why");
            reasons.forEach(why::add);
        }
    }

    private Delivery delivery(DoraAddress address, Principal principal) {
        return metrics.of(address.scope(metrics), Eyes.of(rights, principal), clock.instant());
    }
}
