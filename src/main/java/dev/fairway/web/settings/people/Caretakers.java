package dev.fairway.web.settings.people;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import org.springframework.stereotype.Component;

/** Who looks after users, and so after everybody's tokens. */
@Component
class Caretakers {

    private final Rights rights;

    Caretakers(Rights rights) {
        this.rights = rights;
    }

    boolean includes(Principal principal) {
        return rights.decide(principal, Need.onInstallation(Resource.ACCOUNTS, "update"))
                .isAllowed();
    }
}
