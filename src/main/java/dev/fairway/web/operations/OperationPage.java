package dev.fairway.web.operations;

import dev.fairway.ledger.StatusChange;
import dev.fairway.web.applications.AppLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of one operation as it is shown.
 *
 * @param unnamed how many of its objects the visitor may not see
 */
record OperationPage(
        long id,
        String app,
        String appHref,
        boolean underWay,
        Head head,
        Optional<CauseView> cause,
        String calm,
        Quad quad,
        Steps steps,
        LogView log,
        ChangesView changes,
        Timeline timeline,
        List<ResultRow> results,
        int unnamed,
        String summary) {

    static OperationPage of(Shown shown, List<AttemptShown> attempts, List<StatusChange> statusChanges, int unnamed) {
        Head head = Head.of(shown, attempts);
        Quad quad = Quad.of(shown);
        return new OperationPage(
                shown.operation().id(),
                shown.operation().application().name(),
                AppLink.to(shown.operation().application()),
                shown.isUnderWay(),
                head,
                shown.diagnosis().map(diagnosis -> CauseView.of(diagnosis, shown)),
                calm(shown),
                quad,
                Steps.of(shown),
                LogView.of(shown),
                ChangesView.of(shown, shown.now()),
                Timeline.of(shown, statusChanges),
                results(shown),
                unnamed,
                Summary.of(shown, head, quad));
    }

    /** What there is to say where nothing is wrong. */
    private static String calm(Shown shown) {
        String message = shown.attempt().attempt().message();
        boolean healthy = shown.operation()
                .rolloutVerdict()
                .filter(verdict -> verdict.result().equals("HEALTHY"))
                .isPresent();
        return healthy && !shown.isIncident() ? message + " and healthy." : message;
    }

    private static List<ResultRow> results(Shown shown) {
        List<ResultRow> rows = new ArrayList<>();
        String before = "";
        for (AttemptShown.Row row : shown.attempt().rows()) {
            String place = row.phase().equals("Sync") ? "Wave " + row.wave() : row.phase() + ", wave " + row.wave();
            rows.add(ResultRow.of(
                    row, place.equals(before) ? "" : place, shown.operation().application()));
            before = place;
        }
        return rows;
    }
}
