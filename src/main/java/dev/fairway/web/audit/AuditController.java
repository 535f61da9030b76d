package dev.fairway.web.audit;

import dev.fairway.access.Principal;
import dev.fairway.audit.AuditEntry;
import dev.fairway.audit.AuditFilter;
import dev.fairway.audit.AuditLog;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit as pages. Who may not read all of it reads what they did themselves, they and their tokens. */
@Controller
@RequestMapping("/audit")
class AuditController {

    private static final int ROWS = 50;

    private final AuditLog log;
    private final AuditScope scope;
    private final Clock clock;

    AuditController(AuditLog log, AuditScope scope, Clock clock) {
        this.log = log;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param before only entries older than this one
     * @param after only entries newer than this one
     */
    @GetMapping
    @SignedIn
    String page(
            AuditAddress.Form form,
            @RequestParam Optional<Long> before,
            @RequestParam Optional<Long> after,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AuditAddress address = form.address();
        AuditFilter filter = scope.of(principal, address.filter());
        List<AuditEntry> found = after.map(id -> log.after(filter, id, ROWS + 1))
                .orElseGet(() -> log.before(filter, before.orElse(Long.MAX_VALUE), ROWS + 1));
        model.addAttribute(
                "audit", page(address, cut(found, after.isPresent()), found.size() > ROWS, before, after, principal));
        return "audit/page";
    }

    @GetMapping("/{id}")
    @SignedIn
    String entry(@PathVariable long id, @AuthenticationPrincipal Principal principal, Model model) {
        AuditEntry entry = log.find(scope.of(principal, AuditFilter.ALL), id)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no entry of this number that you may read.")
                        .asException());
        model.addAttribute("entry", AuditRow.of(entry, clock.instant()));
        return "audit/entry";
    }

    /** One more was read, to know whether there is more: the last of older ones, the first of newer ones. */
    private static List<AuditEntry> cut(List<AuditEntry> found, boolean newer) {
        if (found.size() <= ROWS) {
            return found;
        }
        return newer ? found.subList(1, found.size()) : found.subList(0, ROWS);
    }

    private AuditPage page(
            AuditAddress address,
            List<AuditEntry> shown,
            boolean more,
            Optional<Long> before,
            Optional<Long> after,
            Principal principal) {
        Instant now = clock.instant();
        boolean newer = before.isPresent() || (after.isPresent() && more);
        boolean older = after.isPresent() || more;
        return new AuditPage(
                address,
                shown.stream().map(entry -> AuditRow.of(entry, now)).toList(),
                !scope.readsAll(principal),
                newer && !shown.isEmpty()
                        ? "/audit" + address.query("after", shown.getFirst().id())
                        : "",
                older && !shown.isEmpty()
                        ? "/audit" + address.query("before", shown.getLast().id())
                        : "",
                address.query(),
                log.beginning().map(first -> first.toString().substring(0, 10)).orElse(""));
    }
}
