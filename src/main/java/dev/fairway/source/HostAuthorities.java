package dev.fairway.source;

import dev.fairway.resource.Actor;
import java.util.List;

/** The authorities that people entered for hosts. A repository's own authorities, and a template's, go before these. */
public interface HostAuthorities {

    /** All, by host. */
    List<HostAuthority> all();

    /**
     * Enters or replaces the authorities of a host.
     *
     * @throws dev.fairway.resource.ProblemException {@code CertificateInvalid} if the host is no name or the text holds no
     *     certificate
     */
    HostAuthority save(String host, String pem, Actor actor);

    /** Forgets them; false if there were none. */
    boolean remove(String host, Actor actor);
}
