package dev.fairway.web.catalog;

import dev.fairway.web.query.Urgency;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** By what a list is narrowed. An application may have several values of one facet. */
public enum Facet {
    STATE("state", "State", entry -> List.of(entry.urgency().text())),
    TEAM("team", "Team", entry -> List.of(entry.asked().team())),
    SERVICE("service", "Service", entry -> List.of(entry.asked().service())),
    ENVIRONMENT("env", "Environment", entry -> List.of(entry.asked().environment())),
    PROJECT("project", "Project", entry -> List.of(entry.asked().project())),
    CLUSTER("cluster", "Cluster", entry -> List.of(entry.asked().cluster())),
    HEALTH("health", "Health", entry -> List.of(Words.of(entry.going().health()))),
    SYNC("sync", "Sync", entry -> List.of(Words.of(entry.going().sync()))),
    OPERATION("op", "Operation", entry -> List.of(Words.ofOperation(entry))),
    LABEL("label", "Label", entry -> Words.ofLabels(entry.asked().labels())),
    REPOSITORY("repo", "Repository", entry -> entry.asked().repositories()),
    REVISION("rev", "Revision", entry -> entry.asked().revisions()),
    AUTOMATION("auto", "Automation", entry -> List.of(entry.asked().automated() ? "Auto" : "Manual"));

    private final String parameter;
    private final String title;
    private final Function<Entry, List<String>> values;

    Facet(String parameter, String title, Function<Entry, List<String>> values) {
        this.parameter = parameter;
        this.title = title;
        this.values = values;
    }

    /** Its name in an address. */
    public String parameter() {
        return parameter;
    }

    public String title() {
        return title;
    }

    public List<String> values(Entry entry) {
        return values.apply(entry);
    }

    /** The order in which its values are shown if it is not that of their counts: the worst first. */
    public List<String> order() {
        return switch (this) {
            case STATE -> Stream.of(Urgency.values()).map(Urgency::text).toList();
            case HEALTH -> Words.HEALTH_ORDER;
            default -> List.of();
        };
    }
}
