package dev.fairway.web.operations;

import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.sync.spec.SyncPolicy;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.ShortRevision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a person may do now. An action that is off says why.
 *
 * @param paused until when automation is paused; empty if it is not
 * @param notes why actions are off, and what would help
 */
record ActionsView(
        Action rollBack,
        String rollBackHref,
        String rollBackText,
        Action pause,
        String paused,
        Action retry,
        Action terminate,
        List<String> notes) {

    /** @param off why it cannot be used; empty if it can */
    record Action(String off) {

        static final Action ON = new Action("");

        public boolean isOff() {
            return !off.isEmpty();
        }
    }

    static ActionsView of(Shown shown, List<AutomationHold> holds, AppPermits may) {
        String denied = may.getSync().refusal();
        String gone = shown.application().isEmpty() ? "The application was deleted." : "";
        Optional<AutomationHold.Paused> pause = holds.stream()
                .filter(AutomationHold.Paused.class::isInstance)
                .map(AutomationHold.Paused.class::cast)
                .findFirst();
        String good = shown.changes().lastGoodRevision();
        Action rollBack = action(may.getRollback().refusal(), gone, rollBackOff(shown, good));
        Action pausing = action(denied, gone, pause.isPresent() ? "" : pauseOff(shown));
        Action retry = action(denied, gone, retryOff(shown));
        Action terminate = shown.isUnderWay() ? action(denied, gone) : new Action("It is over.");
        return new ActionsView(
                rollBack,
                AppLink.to(shown.operation().application()) + "/rollback?to=" + good,
                good.isEmpty() ? "Roll back" : "Roll back to " + ShortRevision.of(good) + "…",
                pausing,
                pause.map(hold -> "Paused until %s by %s"
                                .formatted(
                                        Clocks.moment(hold.until(), shown.now()),
                                        hold.by().name()))
                        .orElse(""),
                retry,
                terminate,
                notes(shown, denied, gone, retry, rollBack, pausing));
    }

    private static Action action(String... reasons) {
        return Stream.of(reasons)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .map(Action::new)
                .orElse(Action.ON);
    }

    private static String rollBackOff(Shown shown, String good) {
        if (good.isEmpty()) {
            return "Roll back is off: no earlier revision is known to be good.";
        }
        return good.equals(shown.revision()) ? "Roll back is off: the last good revision is this one." : "";
    }

    private static String pauseOff(Shown shown) {
        boolean automated = shown.application()
                .flatMap(application -> application.spec().syncPolicy().automated())
                .filter(SyncPolicy.Automated::enabled)
                .isPresent();
        return automated ? "" : "Pause is off: nothing happens by itself here, automation is off.";
    }

    private static String retryOff(Shown shown) {
        if (shown.isUnderWay()) {
            return "Retry is off: it is still under way.";
        }
        if (shown.isFollowed()) {
            return "Retry is off: another operation has followed it.";
        }
        return shown.diagnosis().filter(Diagnosis::isDeterministic).isPresent()
                ? "Retry is off: same revision, same cause."
                : "";
    }

    private static List<String> notes(
            Shown shown, String denied, String gone, Action retry, Action rollBack, Action pause) {
        if (!denied.isEmpty() || !gone.isEmpty()) {
            return List.of(denied.isEmpty() ? gone : denied);
        }
        Set<String> notes = new LinkedHashSet<>();
        Stream.of(retry, rollBack, pause).filter(Action::isOff).map(Action::off).forEach(notes::add);
        boolean outside = shown.diagnosis()
                .filter(diagnosis -> diagnosis.remedy() == dev.fairway.diagnosis.Remedy.CHANGE_OUTSIDE)
                .isPresent();
        if (outside && !retry.isOff()) {
            notes.add("Retry helps once something outside Git has changed.");
        }
        return new ArrayList<>(notes);
    }
}
