package dev.fairway.source.chart;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Images;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks registries by the OCI distribution specification, with the credentials that were entered for {@code oci://} addresses. */
public final class RegistryImages implements Images {

    private static final Pattern IMAGE = Pattern.compile(
            "([a-zA-Z0-9.-]+(?::[0-9]{1,5})?)/([a-z0-9][a-z0-9._/-]{0,250})(?::[\\w.-]{1,128})?@(sha256:[0-9a-f]{64})");
    /** Of all that is remembered: labels may be as long as whoever built the image likes. */
    private static final int MOST_CHARACTERS = 8 << 20;

    /** Of one image; longer ones are asked for again. */
    private static final int LONGEST = 64 << 10;

    private final Credentials credentials;
    private final GuardedHttp http;
    private final AddressRules rules;
    private final ChartLimits limits;
    /** A digest says the same for ever. */
    private final RememberedWords known = new RememberedWords(MOST_CHARACTERS, LONGEST);

    public RegistryImages(Credentials credentials, GuardedHttp http, AddressRules rules, ChartLimits limits) {
        this.credentials = credentials;
        this.http = http;
        this.rules = rules;
        this.limits = limits;
    }

    @Override
    public Map<String, String> words(String image) {
        Optional<Map<String, String>> before = known.of(image);
        if (before.isPresent()) {
            return before.get();
        }
        Matcher parts = IMAGE.matcher(image);
        if (!parts.matches() || parts.group(2).contains("..")) {
            throw ChartRequests.stalled(
                    "ImageNotPinned",
                    "The image is not named by a digest of a registry, so what it was built of may be another thing tomorrow");
        }
        String address = parts.group(1) + "/" + parts.group(2);
        Access access = credentials.accessTo(new RepositoryUrl("oci://" + address));
        URI base =
                URI.create((Registries.isPlain(parts.group(1), rules) ? "http://" : "https://") + parts.group(1) + "/");
        OciRegistry registry =
                new OciRegistry(base, parts.group(2), new ChartRequests(http, "oci://" + address, access, limits));
        Map<String, String> words = Map.copyOf(registry.words(parts.group(3)));
        known.keep(image, words);
        return words;
    }
}
