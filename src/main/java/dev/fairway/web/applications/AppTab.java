package dev.fairway.web.applications;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.SyncStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pages of an application that have a tab, in the order of the tabs. */
public enum AppTab {
    TREE("Tree", "/tree", ""),
    LIST("List", "/list", ""),
    PODS("Pods", "/pods", ""),
    DIFF("Diff", "/diff", "d"),
    DRIFT("Drift", "/drift", ""),
    TIMELINE("Timeline", "/timeline", "t"),
    HISTORY("History", "/history", "h"),
    LOGS("Logs", "/logs", "l"),
    NETWORK("Network", "/network", ""),
    POLICY("Policy", "/policy", ""),
    CONFIG("Config", "/config", ""),
    /** A page that is reached by a button. */
    NONE("", "", "");

    private final String text;
    private final String path;
    private final String key;

    AppTab(String text, String path, String key) {
        this.text = text;
        this.path = path;
        this.key = key;
    }

    /** @param key the letter that opens it; empty for none */
    record View(String text, String href, boolean current, String count, String key) {}

    static List<View> views(String href, Optional<ApplicationStatus> status, AppTab current) {
        return Arrays.stream(values())
                .filter(tab -> tab != NONE)
                .map(tab -> new View(
                        tab.text,
                        href + tab.path,
                        tab == current,
                        status.map(tab::count).orElse(""),
                        tab.key))
                .toList();
    }

    private String count(ApplicationStatus status) {
        return switch (this) {
            case LIST -> String.valueOf(status.resources().size());
            case DIFF -> {
                long differing = status.resources().stream()
                        .filter(resource -> resource.sync() == SyncStatus.OUT_OF_SYNC)
                        .count();
                yield differing == 0 ? "" : String.valueOf(differing);
            }
            default -> "";
        };
    }
}
