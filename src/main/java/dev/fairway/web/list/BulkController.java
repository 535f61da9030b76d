package dev.fairway.web.list;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Picture;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** Syncs or refreshes many applications: first the plan, which has an address, then its outcome, which has one too. */
@Controller
class BulkController {

    private static final int MOST = 200;

    private final Catalog catalog;
    private final Reconciliations reconciliations;
    private final Permits permits;
    private final Clock clock;

    BulkController(Catalog catalog, Reconciliations reconciliations, Permits permits, Clock clock) {
        this.permits = permits;
        this.catalog = catalog;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping("/apps/bulk")
    @SignedIn
    String plan(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") List<String> app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        BulkAction chosen = known(action);
        Picture picture = catalog.seenBy(principal);
        List<BulkPlan.Line> lines = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (ApplicationName name : names(app)) {
            picture.find(name)
                    .ifPresentOrElse(
                            entry -> lines.add(BulkPlan.line(
                                    chosen,
                                    entry,
                                    reconciliations.status(name),
                                    permits.on(entry.name(), entry.asked().project(), principal)
                                            .getSync())),
                            () -> gone.add(name.toString()));
        }
        model.addAttribute("plan", new BulkPlan(chosen, lines, gone, address("/apps/bulk", chosen, app)));
        return "apps/bulk";
    }

    @PostMapping("/apps/bulk")
    @Needs(action = "sync", on = On.SOMEWHERE)
    String carryOut(
            @RequestParam String action,
            @RequestParam List<String> app,
            @RequestParam(defaultValue = "") List<String> seen,
            @AuthenticationPrincipal Principal principal) {
        BulkAction chosen = known(action);
        UriComponentsBuilder outcome =
                UriComponentsBuilder.fromPath("/apps/bulk/outcome").queryParam("action", chosen.getKey());
        Picture picture = catalog.seenBy(principal);
        for (ApplicationName name : names(app)) {
            try {
                Entry entry = picture.find(name).orElseThrow(() -> gone(name));
                permits.require(principal, name, entry.asked().project(), "sync");
                if (chosen == BulkAction.SYNC && !isAsSeen(entry, seen)) {
                    throw Problem.passing("Moved", "Git moved while the plan was read.")
                            .asException();
                }
                outcome.queryParam("done", name + ":" + carryOut(chosen, entry, principal));
            } catch (ProblemException refused) {
                outcome.queryParam("refused", name + ":" + refused.problem().code());
            }
        }
        return "redirect:" + outcome.build().encode().toUriString();
    }

    /** @param seen what the plan's page said, one for each application */
    private static boolean isAsSeen(Entry entry, List<String> seen) {
        return seen.stream().noneMatch(each -> each.startsWith(entry.name() + "@"))
                || seen.contains(BulkPlan.seen(entry));
    }

    /** Git may have moved since it was last compared: a sync at any other commits than those on the plan does nothing. */
    private long carryOut(BulkAction action, Entry entry, Principal principal) {
        return switch (action) {
            case SYNC ->
                reconciliations.sync(
                        entry.name(),
                        SyncCommand.everything().asRead(entry.going().revisions()),
                        principal.actor());
            case REFRESH -> {
                reconciliations.refresh(entry.name(), Reconciliations.Refresh.NORMAL, principal.actor());
                yield 0;
            }
        };
    }

    @GetMapping("/apps/bulk/outcome")
    @SignedIn
    String outcome(
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") List<String> done,
            @RequestParam(defaultValue = "") List<String> refused,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Picture picture = catalog.seenBy(principal);
        model.addAttribute("action", known(action));
        model.addAttribute(
                "rows",
                done.stream()
                        .map(text -> ApplicationName.parse(text.substring(0, Math.max(0, text.lastIndexOf(':')))))
                        .flatMap(name -> picture.find(name).stream())
                        .map((Entry entry) -> RowView.of(picture, entry, clock.instant()))
                        .toList());
        model.addAttribute("refusals", refused.stream().map(Refusal::parse).toList());
        return "apps/bulk-outcome";
    }

    private static ProblemException gone(ApplicationName name) {
        return Problem.stalled("NotFound", "There is no application %s.".formatted(name))
                .asException();
    }

    private static BulkAction known(String action) {
        return BulkAction.of(action)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "Choose what to do: sync or refresh the applications."));
    }

    private static List<ApplicationName> names(List<String> applications) {
        if (applications.isEmpty() || applications.size() > MOST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "Choose between 1 and %d applications in the list, then try again.".formatted(MOST));
        }
        return applications.stream().map(ApplicationName::parse).distinct().toList();
    }

    private static String address(String path, BulkAction action, List<String> applications) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("action", action.getKey())
                .queryParam("app", applications.toArray())
                .build()
                .encode()
                .toUriString();
    }
}
