package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.SampleRemoval;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /dora}, one figure of it, its rows, and the same as files. */
@Controller
class DoraController {

    private final DeliveryMetrics metrics;
    private final SampleRemoval removal;
    private final Rights rights;
    private final Clock clock;

    DoraController(DeliveryMetrics metrics, SampleRemoval removal, Rights rights, Clock clock) {
        this.removal = removal;
        this.metrics = metrics;
        this.rights = rights;
        this.clock = clock;
    }

    @GetMapping("/dora")
    @SignedIn
    String all(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return page(Metric.CHANGE_LEAD_TIME, parameters, principal, model);
    }

    @GetMapping("/dora/{metric}")
    @SignedIn
    String one(
            @PathVariable String metric,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return page(metric(metric), parameters, principal, model);
    }

    private String page(Metric metric, MultiValueMap<String, String> parameters, Principal principal, Model model) {
        DoraAddress address = DoraAddress.read(parameters);
        model.addAttribute("dora", DoraPage.of(delivery(address, principal), address, metric, metrics));
        return "dora/dora";
    }

    /** Exactly what a number counts. */
    @GetMapping("/dora/{metric}/rows")
    @SignedIn
    String rows(
            @PathVariable String metric,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(defaultValue = "1") int page,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        DoraAddress address = DoraAddress.read(parameters);
        model.addAttribute(
                "page",
                RowsPage.of(
                        delivery(address, principal),
                        address,
                        metric(metric),
                        RowChoice.read(metric(metric), parameters),
                        page));
        return "dora/rows";
    }

    @GetMapping("/dora/{metric}/rows.csv")
    @SignedIn
    ResponseEntity<String> csv(
            @PathVariable String metric,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal) {
        Metric asked = metric(metric);
        Delivery delivery = delivery(DoraAddress.read(parameters), principal);
        RowChoice choice = RowChoice.read(asked, parameters);
        return file(
                new MediaType("text", "csv", java.nio.charset.StandardCharsets.UTF_8),
                marked(delivery) + metric + ".csv",
                choice.out().isPresent()
                        ? Csv.ofLeftOut(choice.leftOut(delivery, asked, 0, Integer.MAX_VALUE))
                        : Csv.of(choice.rows(delivery, asked, 0, Integer.MAX_VALUE)));
    }

    @GetMapping("/dora/{metric}/trend.svg")
    @SignedIn
    ResponseEntity<String> svg(
            @PathVariable String metric,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal) {
        Metric asked = metric(metric);
        DoraAddress address = DoraAddress.read(parameters);
        Delivery delivery = delivery(address, principal);
        TrendChart chart = TrendChart.of(asked, delivery.weeks(asked));
        String svg = SvgFile.of(chart.large(week -> address.fixed(delivery)
                .at("/dora/" + metric + "/rows", "week", week.first().toString())));
        return file(
                MediaType.valueOf("image/svg+xml"),
                marked(delivery) + metric + ".svg",
                isSamples(delivery) ? SvgFile.marked(svg) : svg);
    }

    @PostMapping("/dora/samples/remove")
    @Needs(action = "update", on = On.INSTALLATION)
    String removeSamples(@AuthenticationPrincipal Principal principal) {
        removal.remove(principal.actor());
        return "redirect:/dora";
    }

    private Delivery delivery(DoraAddress address, Principal principal) {
        return metrics.of(address.scope(metrics), Eyes.of(rights, principal), clock.instant());
    }

    private static boolean isSamples(Delivery delivery) {
        return delivery.scope().source() == Scope.Source.SAMPLES;
    }

    /** A file of samples is one by its name, wherever it goes. */
    private static String marked(Delivery delivery) {
        return isSamples(delivery) ? "samples-" : "";
    }

    private static Metric metric(String key) {
        return Metric.of(key).orElseThrow(() -> Problem.stalled(
                        "NotFound",
                        "There is no figure %s. There are %s."
                                .formatted(
                                        key,
                                        String.join(
                                                ", ",
                                                List.of(Metric.values()).stream()
                                                        .map(Metric::key)
                                                        .toList())))
                .asException());
    }

    private static ResponseEntity<String> file(MediaType type, String name, String text) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"fairway-" + name + "\"")
                .body(text);
    }
}
