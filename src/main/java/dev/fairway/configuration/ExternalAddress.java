package dev.fairway.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * {@code fairway.url}: the address by which people reach Fairway, for links in what is sent to them. Without it links lead to
 * this machine, which is right in a sandbox only.
 */
@Component
public class ExternalAddress {

    private final String configured;
    private final Environment environment;

    /** @throws SettingProblem if it is no address */
    ExternalAddress(Environment environment) {
        this.environment = environment;
        this.configured = environment.getProperty("fairway.url", "").strip().replaceFirst("/+$", "");
        if (!configured.isEmpty() && !isWeb(configured)) {
            throw new SettingProblem(
                    "fairway.url",
                    "The setting fairway.url is not an address of the web.",
                    "Set it to where people open Fairway, like https://fairway.example.org.");
        }
    }

    /** Whether somebody has said what it is. */
    public boolean isConfigured() {
        return !configured.isEmpty();
    }

    /** Without a slash at its end. */
    public String text() {
        if (isConfigured()) {
            return configured;
        }
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        return "http://localhost:" + port;
    }

    /** @param path begins with a slash */
    public String of(String path) {
        return text() + path;
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
