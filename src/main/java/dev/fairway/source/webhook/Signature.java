package dev.fairway.source.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a call comes from someone who knows the secret. All comparisons take the same time whatever is wrong. */
final class Signature {

    private Signature() {}

    static boolean isGood(WebhookHost host, WebhookRequest request, String secret) {
        if (secret.isEmpty()) {
            return false;
        }
        return switch (host) {
            case GITHUB -> same("sha256=" + hmac(request.body(), secret), request, "x-hub-signature-256");
            case GITLAB -> same(secret, request, "x-gitlab-token");
            case GITEA ->
                same(hmac(request.body(), secret), request, "x-gitea-signature")
                        | same(hmac(request.body(), secret), request, "x-forgejo-signature")
                        | same("sha256=" + hmac(request.body(), secret), request, "x-hub-signature-256");
            case GOGS -> same(hmac(request.body(), secret), request, "x-gogs-signature");
            case BITBUCKET_SERVER, BITBUCKET_CLOUD ->
                same("sha256=" + hmac(request.body(), secret), request, "x-hub-signature");
            case AZURE_DEVOPS -> same("Basic " + base64(secret), request, "authorization");
        };
    }

    private static boolean same(String wanted, WebhookRequest request, String header) {
        byte[] given = request.header(header).orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), given);
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

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
