package dev.fairway.web.scorecard;

import dev.fairway.metrics.scorecard.Cell;
import dev.fairway.metrics.scorecard.Practice;
import dev.fairway.metrics.scorecard.Scorecard;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Mark;
import java.util.ArrayList;
import java.util.List;

/** {@code /scorecard}: for each team the practices that say something about it, and in a line what the others wait for. */
record ScorecardPage(List<TeamRow> teams) {

    record TeamRow(String name, List<CellView> cells, List<Rest> rest) {}

    /**
     * @param met how many do it, opened by {@code href}
     * @param of how many it is about, opened by {@code allHref}
     * @param next what to do about the others, which {@code openHref} opens; empty where nothing is left to do
     */
    record CellView(
            String title,
            String counted,
            Mark mark,
            int met,
            String href,
            int of,
            String allHref,
            String next,
            String openHref) {}

    /**
     * @param title one practice, or several for the same reason
     * @param why empty if the mark says it
     */
    record Rest(Mark mark, String title, String why) {}

    static ScorecardPage of(Scorecard scorecard) {
        return new ScorecardPage(
                scorecard.teams().stream().map(ScorecardPage::row).toList());
    }

    private static TeamRow row(Scorecard.Team team) {
        List<CellView> cells = new ArrayList<>();
        List<String> off = new ArrayList<>();
        List<Rest> nothing = new ArrayList<>();
        for (Practice practice : Practice.values()) {
            switch (team.cell(practice)) {
                case Cell.NotConnected any -> off.add(practice.title());
                case Cell.Nothing none ->
                    nothing.add(new Rest(new Mark("waiting", "unk", "nothing to count"), practice.title(), none.why()));
                case Cell.Counted counted -> cells.add(view(team.name(), practice, counted));
            }
        }
        if (!off.isEmpty()) {
            nothing.add(new Rest(new Mark("unknown", "unk", "not connected"), String.join(", ", off), ""));
        }
        return new TeamRow(team.name(), List.copyOf(cells), List.copyOf(nothing));
    }

    private static CellView view(String team, Practice practice, Cell.Counted counted) {
        String all = "/scorecard/rows?team=%s&practice=%s".formatted(AppLink.encoded(team), practice.key());
        return new CellView(
                practice.title(),
                practice.counted(),
                counted.open().isEmpty() ? new Mark("healthy", "ok", "") : new Mark("waiting", "unk", ""),
                counted.met().size(),
                all + "&met=true",
                counted.of(),
                all,
                counted.next(),
                all + "&met=false");
    }
}
