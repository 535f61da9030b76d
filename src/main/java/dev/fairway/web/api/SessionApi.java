package dev.fairway.web.api;

import dev.fairway.access.Access;
import dev.fairway.access.IssuedToken;
import dev.fairway.access.Principal;
import dev.fairway.rendering.Renderer;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Open;
import dev.fairway.web.access.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpStatus;
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
    private final Renderer renderer;
    private final Optional<BuildProperties> build;

    SessionApi(Access access, Renderer renderer, Optional<BuildProperties> build) {
        this.access = access;
        this.renderer = renderer;
        this.build = build;
    }

    /** Name and password, as Argo CD's API takes them. */
    record Credentials(String username, String password) {
        /** Says nothing of the password. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }

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
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .body(ApiProblems.document(
                            HttpStatus.UNAUTHORIZED,
                            "SignInRefused",
                            "The name or the password is wrong, or there were too many tries. Wait five minutes."));
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
        Map<String, String> version = new LinkedHashMap<>();
        version.put("Version", build.map(BuildProperties::getVersion).orElse("development"));
        build.map(BuildProperties::getTime).ifPresent(time -> version.put("BuildDate", time.toString()));
        renderer.tools().programs().stream()
                .filter(program -> !program.version().isEmpty())
                .forEach(program -> version.put(
                        program.name().equals("helm") ? "HelmVersion" : "KubectlVersion", program.version()));
        version.put("Platform", System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
        return version;
    }
}
