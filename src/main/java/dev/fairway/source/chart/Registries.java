package dev.fairway.source.chart;

import dev.fairway.source.outbound.AddressRules;
import java.util.regex.Pattern;

/** How registries are spoken to. */
final class Registries {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

    private Registries() {}

    /** Encrypted everywhere but on this machine, where the rules allow it. */
    static boolean isPlain(String host, AddressRules rules) {
        String name = host.replaceFirst(":[0-9]+$", "");
        return rules.http() && rules.loopback() && LOOPBACK.matcher(name).matches();
    }
}
