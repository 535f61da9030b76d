package dev.fairway.web.settings;

import dev.fairway.access.policy.Resource;
import java.util.List;
import java.util.Optional;

/**
 * One page of the settings.
 *
 * @param id what the page calls itself to be marked as the current one
 * @param reads what one must be able to read somewhere to be shown it; empty for everybody
 */
public record SettingsTab(String id, String text, String href, Optional<Resource> reads) {

    static final List<SettingsTab> ALL = List.of(
            of("repositories", "Repositories", "/settings/repos", Resource.REPOSITORIES),
            of("clusters", "Clusters", "/settings/clusters", Resource.CLUSTERS),
            of("projects", "Projects", "/settings/projects", Resource.PROJECTS),
            of("notifications", "Notifications", "/settings/notifications", Resource.NOTIFICATIONS),
            new SettingsTab("access", "Access", "/settings/access", Optional.empty()),
            of("users", "Users", "/settings/users", Resource.ACCOUNTS),
            of("banner", "Banner", "/settings/banner", Resource.ACCOUNTS),
            new SettingsTab("tokens", "Tokens", "/settings/tokens", Optional.empty()),
            new SettingsTab("about", "About", "/settings/about", Optional.empty()));

    private static SettingsTab of(String id, String text, String href, Resource reads) {
        return new SettingsTab(id, text, href, Optional.of(reads));
    }
}
