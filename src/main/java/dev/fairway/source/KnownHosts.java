package dev.fairway.source;

import dev.fairway.resource.Actor;
import java.util.List;

/** The SSH hosts that may be connected to; there is no way to connect to others. */
public interface KnownHosts {

    /** The built-in keys of well-known Git hosts, then those that people entered. */
    List<KnownHost> all();

    /** Those that people entered: the others cannot be removed. */
    List<KnownHost> entered();

    /**
     * Enters lines of {@code known_hosts}, as {@code ssh-keyscan} prints them.
     *
     * @return what was entered
     * @throws dev.fairway.resource.ProblemException if a line is none, or hashes its host
     */
    List<KnownHost> add(String lines, Actor actor);

    /** Forgets a key that was entered; false if there is none. */
    boolean remove(KnownHost host, Actor actor);
}
