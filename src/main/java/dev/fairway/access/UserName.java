package dev.fairway.access;

import dev.fairway.resource.Problem;
import java.util.regex.Pattern;

/**
 * A name that may be given to a user: letters, digits and {@code . _ @ + -}. No slash, because a token is named
 * {@code user/token}, and no colon, because a policy names its own roles {@code role:…}.
 */
final class UserName {

    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");

    private UserName() {}

    static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    /** @throws dev.fairway.resource.ProblemException {@code NameRefused} */
    static String checked(String name) {
        if (!isAllowed(name)) {
            throw Problem.stalled(
                            "NameRefused",
                            "A name has 1 to 100 letters, digits and . _ @ + - and begins with a letter or digit.")
                    .asException();
        }
        return name;
    }
}
