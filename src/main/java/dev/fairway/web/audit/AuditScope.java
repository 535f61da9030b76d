package dev.fairway.web.audit;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.audit.AuditFilter;
import org.springframework.stereotype.Component;

/** How much of the audit somebody reads. */
@Component
class AuditScope {

    private final Rights rights;

    AuditScope(Rights rights) {
        this.rights = rights;
    }

    boolean readsAll(Principal principal) {
        return rights.decide(principal, Need.onInstallation(Resource.AUDIT, "get"))
                .isAllowed();
    }

    AuditFilter of(Principal principal, AuditFilter asked) {
        return readsAll(principal) ? asked : asked.ofOwner(principal.user());
    }
}
