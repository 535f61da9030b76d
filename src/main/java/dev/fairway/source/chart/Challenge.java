package dev.fairway.source.chart;

import dev.fairway.source.outbound.Origin;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry's {@code WWW-Authenticate: Bearer} answer: where a token is to be had.
 *
 * @param realm the token service
 */
record Challenge(URI realm, String service, String scope) {

    private static final Pattern FIELD = Pattern.compile("([a-zA-Z]+)=\"([^\"]{0,1000})\"");

    static Optional<Challenge> parse(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(header);
        while (matcher.find()) {
            fields.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        try {
            URI realm = URI.create(fields.getOrDefault("realm", ""));
            boolean usable = realm.getScheme() != null && realm.getHost() != null;
            return usable
                    ? Optional.of(
                            new Challenge(realm, fields.getOrDefault("service", ""), fields.getOrDefault("scope", "")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    URI request() {
        String query = "service=" + encoded(service) + "&scope=" + encoded(scope);
        String glue = realm.getRawQuery() == null ? "?" : "&";
        return URI.create(realm + glue + query);
    }

    /**
     * Whether the registry's credential may be shown to the token service: on the registry's own origin, or by https on a
     * host of the same domain (a registry {@code registry.example.com} with tokens from {@code auth.example.com}).
     */
    boolean mayHaveCredentialOf(Origin registry) {
        Origin service = Origin.of(realm);
        return service.equals(registry)
                || service.scheme().equals("https")
                        && registry.scheme().equals("https")
                        && domain(service.host()).isPresent()
                        && domain(service.host()).equals(domain(registry.host()));
    }

    /** The last two labels of a name; empty for an address. */
    private static Optional<String> domain(String host) {
        String[] labels = host.split("\\.");
        boolean name = labels.length >= 2 && !labels[labels.length - 1].matches("[0-9]+") && !host.contains(":");
        return name ? Optional.of(labels[labels.length - 2] + "." + labels[labels.length - 1]) : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
