package dev.fairway.web.signin.oidc;

import dev.fairway.access.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads who somebody is from what the provider says of them. */
final class Claims {

    /** More, or longer ones, are left out: nobody gives rights to a group with such a name. */
    private static final int MOST_GROUPS = 500;

    private static final int LONGEST_GROUP = 200;

    private final OidcSettings settings;

    Claims(OidcSettings settings) {
        this.settings = settings;
    }

    Identity identity(Map<String, Object> claims) {
        return new Identity(
                settings.issuer(),
                text(claims, "sub").orElseThrow(),
                name(claims),
                groups(claims.get(settings.groupsClaim())));
    }

    private String name(Map<String, Object> claims) {
        if (!settings.nameClaim().isBlank()) {
            return text(claims, settings.nameClaim()).orElse("");
        }
        return text(claims, "preferred_username")
                .or(() -> Boolean.TRUE.equals(claims.get("email_verified"))
                        ? text(claims, "email")
                        : Optional.<String>empty())
                .or(() -> text(claims, "sub"))
                .orElse("");
    }

    /** A list of texts, or one text. */
    private static Set<String> groups(@Nullable Object claim) {
        Stream<?> found = claim instanceof Collection<?> many ? many.stream() : Stream.ofNullable(claim);
        return found.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(group -> !group.isBlank() && group.length() <= LONGEST_GROUP)
                .limit(MOST_GROUPS)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return List.of(Objects.requireNonNullElse(claims.get(name), "")).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
