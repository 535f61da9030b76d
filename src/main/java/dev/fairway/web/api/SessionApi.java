package dev.fairway.web.api;

import dev.fairway.access.Access;
import dev.fairway.access.IssuedToken;
import dev.fairway.access.Principal;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Open;
import dev.fairway.web.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by API, who one is, and what answers. */
@RestController
class SessionApi {

    private static final Duration TOKEN_LENGTH = Duration.ofHours(12);

    private final Access access;
    private final Optional<BuildProperties> build;

    SessionApi(Access access, Optional<BuildProperties> build) {
        this.access = access;
        this.build = build;
    }

    /** Name and password, as Argo CD's API takes them. */
    record Credentials(String username, String password) {}

    @PostMapping("/api/v1/session")
    @Open
    ResponseEntity<?> open(@RequestBody Credentials credentials, HttpServletRequest request) {
        if (credentials.username() == null || credentials.password() == null) {
            throw Problem.stalled("InvalidRequest", "Send username and password.")
                    .asException();
        }
        Optional<Principal> principal =
                access.byPassword(credentials.username(), credentials.password(), request.getRemoteAddr());
        if (principal.isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.UNAUTHORIZED,
                    "The name or the password is wrong, or there were too many tries. Wait five minutes.");
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).body(problem);
        }
        IssuedToken token = access.issueToken(
                principal.get().user(),
                "session",
                TOKEN_LENGTH,
                Actor.person(principal.get().user()));
        return ResponseEntity.ok(Map.of("token", token.secret()));
    }

    @GetMapping("/api/v1/session/userinfo")
    @SignedIn
    Map<String, Object> me(@AuthenticationPrincipal Principal principal) {
        return Map.of(
                "loggedIn",
                true,
                "username",
                principal.user(),
                "role",
                principal.role().name());
    }

    /** Argo CD's clients ask this before anything else. */
    @GetMapping("/api/version")
    @SignedIn
    Map<String, String> version() {
        return Map.of("Version", build.map(BuildProperties::getVersion).orElse("development"));
    }
}
