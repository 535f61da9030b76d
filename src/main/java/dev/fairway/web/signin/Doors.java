package dev.fairway.web.signin;

import dev.fairway.access.Access;
import dev.fairway.web.signin.oidc.OidcSettings;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which ways in there are, for the sign-in page. */
@Component
public class Doors {

    private final Access access;
    private final OidcSettings oidc;

    Doors(Access access, OidcSettings oidc) {
        this.access = access;
        this.oidc = oidc;
    }

    /** Passwords and one-time links. */
    public boolean isLocal() {
        return access.isLocal();
    }

    /** What the identity provider is called, if there is one. */
    public Optional<String> getProvider() {
        return oidc.isOn() ? Optional.of(oidc.name()) : Optional.empty();
    }
}
