package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.metrics.SampleRemoval;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The sample history. */
@RestController
class SamplesApi {

    private final SampleRemoval removal;

    SamplesApi(SampleRemoval removal) {
        this.removal = removal;
    }

    /** Takes it away for good; a second time changes nothing. */
    @DeleteMapping("/api/v1/dora/samples")
    @Needs(action = "update", on = On.INSTALLATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal Principal principal) {
        removal.remove(principal.actor());
    }
}
