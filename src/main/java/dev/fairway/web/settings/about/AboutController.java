package dev.fairway.web.settings.about;

import dev.fairway.rendering.Renderer;
import dev.fairway.rendering.RenderingTools;
import dev.fairway.rendering.RenderingTools.Fence;
import dev.fairway.rendering.RenderingTools.Program;
import dev.fairway.secrets.Vault;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.settings.about.About.Part;
import dev.fairway.web.shell.Shell;
import dev.fairway.web.signin.Doors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /settings/about}: versions, where they come from, and which fences hold on the server that answers. */
@Controller
class AboutController {

    private final Optional<BuildProperties> build;
    private final Renderer renderer;
    private final Vault vault;
    private final DataSource database;
    private final Doors doors;
    private final Shell shell;
    private final Licences licences;

    AboutController(
            Optional<BuildProperties> build,
            Renderer renderer,
            Vault vault,
            DataSource database,
            Doors doors,
            Shell shell,
            Licences licences) {
        this.build = build;
        this.renderer = renderer;
        this.vault = vault;
        this.database = database;
        this.doors = doors;
        this.shell = shell;
        this.licences = licences;
    }

    @GetMapping("/settings/about")
    @SignedIn
    String page(Model model) {
        RenderingTools tools = renderer.tools();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(
                "Fairway",
                build.map(BuildProperties::getVersion).orElse("development"),
                build.map(info -> "built " + info.getTime()).orElse("run from its sources")));
        parts.add(new Part(
                "Java", System.getProperty("java.runtime.version", ""), System.getProperty("java.vendor", "")));
        tools.programs().forEach(program -> parts.add(part(program)));
        parts.add(new Part("PostgreSQL", postgres(), shell.isSandbox() ? "the sandbox's own" : "set from outside"));
        parts.add(new Part("Encryption key", vault.keyId(), "what seals now; it is no part of the key"));
        model.addAttribute("about", new About(parts, fences(tools), licences.all()));
        return "settings/about";
    }

    private List<Fence> fences(RenderingTools tools) {
        List<Fence> fences = new ArrayList<>(tools.fences());
        fences.add(new Fence(
                "No sandbox",
                !shell.isSandbox(),
                shell.isSandbox()
                        ? "cluster, database and Git host of this machine: for trying Fairway out"
                        : "a database and clusters of your own"));
        fences.add(new Fence(
                "Sign-in by an identity provider only",
                !doors.isLocal(),
                doors.isLocal()
                        ? "passwords and one-time links open sessions too (fairway.local-sign-in)"
                        : "passwords and one-time links open nothing"));
        return fences;
    }

    private static Part part(Program program) {
        return new Part(
                program.name(),
                program.version().isEmpty() ? "none" : program.version(),
                switch (program.origin()) {
                    case CONFIGURED -> "set by fairway.rendering." + program.name();
                    case BUNDLED -> "comes with Fairway";
                    case SEARCH_PATH -> "found on the PATH";
                    case MISSING -> "not found: applications that need it cannot be rendered";
                });
    }

    private String postgres() {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException away) {
            return "not reachable";
        }
    }
}
