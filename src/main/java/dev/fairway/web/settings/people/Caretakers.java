package dev.fairway.web.settings.people;

import dev.fairway.access.Principal;
import dev.fairway.resource.Problem;
import org.springframework.stereotype.Component;

/** Who looks after users. */
@Component
class Caretakers {

    boolean includes(Principal principal) {
        return principal.role().includes(Principal.Role.ADMIN);
    }

    /** @throws dev.fairway.resource.ProblemException {@code Forbidden} */
    void require(Principal principal) {
        if (!includes(principal)) {
            throw Problem.stalled("Forbidden", "Users are looked after by administrators. Ask one of them.")
                    .asException();
        }
    }
}
