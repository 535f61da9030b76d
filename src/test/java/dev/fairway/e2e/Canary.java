package dev.fairway.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Secrets that tests plant, each of its own, and the search for them. Every answer that {@link Rest} gets and every line that
 * is logged is looked at, whichever test caused it.
 */
enum Canary {
    SECRET_DATA("canary-data-<5>&'p\"q+/r4711"),
    SECRET_STRING_DATA("canary-string-data-0815-%&=?"),
    SECRET_BY_HAND("canary-by-hand-1234-äöü"),
    SECRET_LAST_APPLIED("canary-last-applied-8888"),
    CHART_VALUE("canary-chart-value-\\2222"),
    GIT_PASSWORD("canary-git-password-3141"),
    OCI_PASSWORD("canary-oci-password-2718"),
    SSH_KEY("canarysshkey1618canarysshkey1618"),
    CLUSTER_TOKEN("canary-cluster-token-1414"),
    CLUSTER_KEY("canary-cluster-key-1732"),
    PERSONS_PASSWORD("canary-password-2236"),
    NOTIFIED("canary-notified-2449"),
    WEBHOOK(Canary.WEBHOOK_SECRET);

    static final String WEBHOOK_SECRET = "canary-webhook-secret-2645";

    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();
    private static final int EXCERPT = 80;

    private final String value;
    private final Set<String> forms;

    Canary(String value) {
        this.value = value;
        this.forms = forms(value);
    }

    String value() {
        return value;
    }

    String base64() {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Where any of them was seen since the JVM began. */
    static List<String> found() {
        return List.copyOf(FOUND);
    }

    /** Remembers the place if a secret is there. */
    static void look(String place, String text) {
        in(text).forEach(seen -> FOUND.add(seen + " in " + place));
    }

    /** Which are there, each with what stands before it. */
    static List<String> in(String text) {
        List<String> seen = new ArrayList<>();
        for (Canary canary : values()) {
            for (String form : canary.forms) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    seen.add(canary + " after …" + text.substring(Math.max(0, at - EXCERPT), at));
                }
            }
        }
        return seen;
    }

    /** As it is, and as base64 wherever it stands in what was encoded, as hex, in a URL, in JSON, in HTML. */
    private static Set<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        return Stream.concat(
                        Stream.of(
                                value,
                                HexFormat.of().formatHex(bytes),
                                HexFormat.of().withUpperCase().formatHex(bytes),
                                URLEncoder.encode(value, StandardCharsets.UTF_8),
                                URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                                json,
                                json.replace("\\", "\\\\").replace("\"", "\\\""),
                                html),
                        Stream.of(0, 1, 2).flatMap(shift -> base64(bytes, shift)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Without the letters at both ends that depend on the neighbours. */
    private static Stream<String> base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().encodeToString(shifted);
        int begin = shift == 0 ? 0 : shift + 1;
        String core = text.substring(begin, text.length() - 4);
        return Stream.of(core, core.replace('+', '-').replace('/', '_'));
    }
}
