package dev.fairway.web.shell;

import dev.fairway.access.Announcement;

/**
 * An administrator's message as it stands on every page.
 *
 * @param leadsOut whether its link leaves Fairway
 */
public record BannerView(long id, String text, String link, boolean leadsOut, String tone, String mark) {

    static BannerView of(Announcement shown) {
        return switch (shown.severity()) {
            case INFO -> of(shown, "info", "waiting");
            case WARNING -> of(shown, "warn", "outofsync");
            case CRITICAL -> of(shown, "bad", "failed");
        };
    }

    private static BannerView of(Announcement shown, String tone, String mark) {
        return new BannerView(
                shown.id(), shown.text(), shown.link(), !shown.link().startsWith("/"), tone, mark);
    }
}
