package dev.fairway.web.settings;

import java.util.List;

/**
 * One page of the settings.
 *
 * @param id what the page calls itself to be marked as the current one
 * @param audience who is shown it
 */
public record SettingsTab(String id, String text, String href, Audience audience) {

    /** Who finds the tab in the row; what one may do there is decided by the page. */
    public enum Audience {
        EVERYONE,
        ADMINISTRATORS
    }

    static final List<SettingsTab> ALL = List.of(
            new SettingsTab("repositories", "Repositories", "/settings/repos", Audience.EVERYONE),
            new SettingsTab("clusters", "Clusters", "/settings/clusters", Audience.EVERYONE),
            new SettingsTab("projects", "Projects", "/settings/projects", Audience.EVERYONE),
            new SettingsTab("access", "Access", "/settings/access", Audience.EVERYONE),
            new SettingsTab("users", "Users", "/settings/users", Audience.ADMINISTRATORS),
            new SettingsTab("tokens", "Tokens", "/settings/tokens", Audience.EVERYONE),
            new SettingsTab("about", "About", "/settings/about", Audience.EVERYONE));
}
