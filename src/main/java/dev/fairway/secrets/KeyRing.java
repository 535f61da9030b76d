package dev.fairway.secrets;

import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * The installation's keys.
 *
 * @param keys oldest first; the last one seals, all of them open
 */
record KeyRing(List<EncryptionKey> keys) {

    KeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A key ring needs a key");
        }
    }

    Sealed seal(String context, byte[] clear) {
        EncryptionKey newest = keys.getLast();
        byte[] sealed = newest.encrypt(bytes(context), clear);
        return new Sealed(
                newest.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    byte[] open(String context, Sealed sealed) {
        int dot = sealed.text().indexOf('.');
        String id = dot < 0 ? "" : sealed.text().substring(0, dot);
        EncryptionKey key = find(id).orElseThrow(() -> Problem.stalled(
                        "EncryptionKeyMissing",
                        "The value was sealed with encryption key " + id
                                + ", which the key file does not hold; add it again")
                .asException());
        try {
            return key.decrypt(
                    bytes(context), Base64.getUrlDecoder().decode(sealed.text().substring(dot + 1)));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw Problem.stalled(
                            "SealedValueDamaged",
                            "A sealed value was changed or moved outside of Fairway; enter the secret again")
                    .asException(e);
        }
    }

    String newestId() {
        return keys.getLast().id();
    }

    boolean isNewest(Sealed sealed) {
        return sealed.text().startsWith(keys.getLast().id() + ".");
    }

    private Optional<EncryptionKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private static byte[] bytes(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
