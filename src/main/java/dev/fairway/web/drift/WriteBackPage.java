package dev.fairway.web.drift;

import dev.fairway.resource.ApplicationName;
import dev.fairway.rollback.PreparedRollback.Affected;
import dev.fairway.rollback.WriteBack;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.diff.DiffLine;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What would be written back, or why not.
 *
 * @param sentence why there is no commit, or what there is to choose; empty if there is one commit
 * @param yaml what a person would have to write; empty if Fairway can, or if there is nothing
 * @param offers commits that could be made, of which a person chooses one
 * @param mayPush empty if the person may push to the branch, else the reason
 * @param mayPropose empty if the person may leave a branch, else the reason
 */
record WriteBackPage(
        Subject subject, String sentence, String yaml, List<Offer> offers, String mayPush, String mayPropose) {

    private static final int LONGEST_VALUE = 200;

    /**
     * What a page is about.
     *
     * @param about in a sentence, and {@code href} where more of it is
     * @param action where the form goes
     * @param fields what it says besides what a person writes
     */
    record Subject(String title, String lead, String about, String href, String action, Map<String, String> fields) {}

    record ObjectRow(String title, List<DiffLine> lines) {}

    /** @param href empty for one that may not be named */
    record OtherRow(String name, String href, String how) {

        static OtherRow of(Affected other, Predicate<ApplicationName> seen) {
            return seen.test(other.application())
                    ? new OtherRow(other.application().name(), AppLink.to(other.application()), other.how())
                    : new OtherRow("An application of a project that you may not see", "", "it would change");
        }
    }

    /**
     * One commit.
     *
     * @param title what it does, in a few words
     * @param place names it among several
     */
    record Offer(
            String title,
            String sentence,
            String head,
            String branch,
            String place,
            List<ObjectRow> objects,
            List<OtherRow> others) {

        static Offer of(String title, WriteBack.Prepared prepared, Predicate<ApplicationName> seen) {
            return new Offer(
                    title,
                    "One commit on %s %s line %d of %s. Rendered with it, this field changes and nothing else of %s."
                            .formatted(
                                    prepared.branch(),
                                    prepared.value()
                                            .map(value -> "writes " + cut(value) + " into")
                                            .orElse("takes it out at"),
                                    prepared.line(),
                                    prepared.path(),
                                    prepared.application().name()),
                    prepared.head(),
                    prepared.branch(),
                    prepared.place(),
                    prepared.objects().stream()
                            .map(change -> new ObjectRow(change.key().display(), DiffLine.of(change.diff())))
                            .toList(),
                    prepared.others().stream()
                            .map(other -> OtherRow.of(other, seen))
                            .toList());
        }
    }

    static WriteBackPage byHand(Subject subject, WriteBack.ByHand byHand) {
        return new WriteBackPage(subject, byHand.why(), byHand.yaml(), List.of(), "", "");
    }

    static WriteBackPage of(Subject subject, WriteBack writeBack, Predicate<ApplicationName> seen, AppPermits may) {
        return switch (writeBack) {
            case WriteBack.ByHand byHand -> byHand(subject, byHand);
            case WriteBack.Prepared prepared ->
                new WriteBackPage(
                        subject,
                        "",
                        "",
                        List.of(Offer.of(place(prepared), prepared, seen)),
                        may.getPush().refusal(),
                        may.getRollback().refusal());
            case WriteBack.Choice choice ->
                new WriteBackPage(
                        subject,
                        "The field can be set in %d places. Each changes this field of this application; they differ in what they change elsewhere. Choose one."
                                .formatted(choice.places().size()),
                        "",
                        choice.places().stream()
                                .map(each -> Offer.of(title(each, choice), each, seen))
                                .toList(),
                        may.getPush().refusal(),
                        may.getRollback().refusal());
        };
    }

    private static String place(WriteBack.Prepared prepared) {
        return "%s, line %d".formatted(prepared.path(), prepared.line());
    }

    /** With its repository and branch where those tell places apart. */
    private static String title(WriteBack.Prepared prepared, WriteBack.Choice choice) {
        boolean same = choice.places().stream()
                .allMatch(each -> each.repository().sameRepository(prepared.repository())
                        && each.branch().equals(prepared.branch()));
        return same
                ? place(prepared)
                : "%s, %s of %s"
                        .formatted(
                                place(prepared),
                                prepared.branch(),
                                prepared.repository().normalized());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
