package dev.fairway.ledger.incidents;

import dev.fairway.ledger.IncidentReport;
import dev.fairway.resource.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a call of an alerting system. PagerDuty signs as it does everywhere ({@code X-PagerDuty-Signature}), a generic
 * sender by {@code X-Fairway-Signature: sha256=<hex>}; Opsgenie and Alertmanager cannot sign and send the secret as
 * {@code Authorization: Bearer …}. Comparisons take the same time whatever is wrong.
 */
public final class IncidentCalls {

    /** The largest body, in bytes. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private IncidentCalls() {}

    /**
     * @param headers by name in lower case
     * @param secret empty if none is set: then every call is refused
     * @param now stands in for the end of an incident that does not say when it ended
     */
    public static IncidentOutcome read(
            IncidentSource source, Map<String, String> headers, byte[] body, String secret, Instant now) {
        if (secret.isEmpty()) {
            return new IncidentOutcome.Refused(
                    403,
                    "No secret is set for %s. Set fairway.incidents.%s-secret to receive its calls."
                            .formatted(source.key(), source.key()));
        }
        if (body.length > MOST_BYTES) {
            return new IncidentOutcome.Refused(413, "The body is larger than 1 MiB.");
        }
        if (!isGood(source, headers, body, secret)) {
            return new IncidentOutcome.Refused(401, "The call does not prove that its sender knows the secret.");
        }
        try {
            return new IncidentOutcome.Told(IncidentBodies.read(source, JSON.readTree(body), now));
        } catch (ProblemException e) {
            return new IncidentOutcome.Refused(400, e.problem().message());
        } catch (JacksonException e) {
            return new IncidentOutcome.Refused(400, "The body is not JSON.");
        }
    }

    private static boolean isGood(IncidentSource source, Map<String, String> headers, byte[] body, String secret) {
        return switch (source) {
            case PAGERDUTY ->
                Arrays.stream(headers.getOrDefault("x-pagerduty-signature", "").split(","))
                                .filter(given -> same("v1=" + hmac(body, secret), given.strip()))
                                .count()
                        > 0;
            case GENERIC ->
                same(
                        "sha256=" + hmac(body, secret),
                        headers.getOrDefault("x-fairway-signature", "").toLowerCase(Locale.ROOT));
            case OPSGENIE, ALERTMANAGER ->
                same("Bearer " + secret, headers.getOrDefault("authorization", ""))
                        | same("Basic " + base64(secret), headers.getOrDefault("authorization", ""));
        };
    }

    private static boolean same(String wanted, String given) {
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
        }
    }

    /**
     * The same for a person's or script's own report over the API, which has proved who it is already. Its ids are its own: no
     * webhook can add to them.
     *
     * @throws ProblemException with the field that is wrong
     */
    public static IncidentReport told(JsonNode body, Instant now) {
        return GenericBody.read("api", body, now);
    }
}
