package dev.fairway.web.scorecard;

import dev.fairway.metrics.scorecard.Cell;
import dev.fairway.metrics.scorecard.Practice;
import dev.fairway.metrics.scorecard.Scorecard;
import dev.fairway.web.view.Mark;
import java.util.Arrays;
import java.util.List;

/** {@code /scorecard}: a team a row, a practice a column. */
record ScorecardPage(List<Column> columns, List<TeamRow> teams) {

    record Column(String title, String counted) {}

    record TeamRow(String name, List<CellView> cells) {}

    /**
     * @param mark empty text where a number stands
     * @param met how many do it, opened by {@code href}
     * @param of how many it is about, opened by {@code allHref}
     * @param next empty where nothing is left to do
     */
    record CellView(
            Mark mark, boolean counted, int met, String href, int of, String allHref, String next, String why) {}

    static ScorecardPage of(Scorecard scorecard) {
        return new ScorecardPage(
                Arrays.stream(Practice.values())
                        .map(practice -> new Column(practice.title(), practice.counted()))
                        .toList(),
                scorecard.teams().stream()
                        .map(team -> new TeamRow(
                                team.name(),
                                Arrays.stream(Practice.values())
                                        .map(practice -> view(team.name(), practice, team.cell(practice)))
                                        .toList()))
                        .toList());
    }

    private static CellView view(String team, Practice practice, Cell cell) {
        return switch (cell) {
            case Cell.NotConnected off ->
                new CellView(new Mark("unknown", "unk", "not connected"), false, 0, "", 0, "", "", off.why());
            case Cell.Nothing nothing ->
                new CellView(new Mark("waiting", "unk", "nothing to count"), false, 0, "", 0, "", "", nothing.why());
            case Cell.Counted counted -> {
                String all = "/scorecard/rows?team=%s&practice=%s"
                        .formatted(dev.fairway.web.applications.AppLink.encoded(team), practice.key());
                yield new CellView(
                        counted.open().isEmpty() ? new Mark("healthy", "ok", "") : new Mark("waiting", "unk", ""),
                        true,
                        counted.met().size(),
                        all + "&met=true",
                        counted.of(),
                        all,
                        counted.next(),
                        "");
            }
        };
    }
}
