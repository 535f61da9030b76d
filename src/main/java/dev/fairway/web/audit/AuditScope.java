package dev.fairway.web.audit;

import dev.fairway.access.Principal;
import dev.fairway.audit.AuditFilter;
import org.springframework.stereotype.Component;

/** How much of the audit somebody reads. */
@Component
class AuditScope {

    boolean readsAll(Principal principal) {
        return principal.role().includes(Principal.Role.OPERATOR);
    }

    AuditFilter of(Principal principal, AuditFilter asked) {
        return readsAll(principal) ? asked : asked.ofOwner(principal.user());
    }
}
