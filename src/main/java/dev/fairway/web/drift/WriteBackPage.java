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
 * @param sentence what the commit does; or why there is none
 * @param yaml what a person would have to write; empty if Fairway can, or if there is nothing
 * @param mayPush empty if the person may push to the branch, else the reason
 * @param mayPropose empty if the person may leave a branch, else the reason
 */
record WriteBackPage(
        Subject subject,
        boolean prepared,
        String sentence,
        String yaml,
        String head,
        String branch,
        List<ObjectRow> objects,
        List<OtherRow> others,
        String mayPush,
        String mayPropose) {

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

    static WriteBackPage of(Subject subject, WriteBack.ByHand byHand) {
        return new WriteBackPage(subject, false, byHand.why(), byHand.yaml(), "", "", List.of(), List.of(), "", "");
    }

    static WriteBackPage of(
            Subject subject, WriteBack.Prepared prepared, Predicate<ApplicationName> seen, AppPermits may) {
        return new WriteBackPage(
                subject,
                true,
                "One commit on %s %s line %d of %s. Rendered with it, this field changes and nothing else of %s."
                        .formatted(
                                prepared.branch(),
                                prepared.value()
                                        .map(value -> "writes " + cut(value) + " into")
                                        .orElse("takes it out at"),
                                prepared.line(),
                                prepared.path(),
                                prepared.application().name()),
                "",
                prepared.head(),
                prepared.branch(),
                prepared.objects().stream()
                        .map(change -> new ObjectRow(change.key().display(), DiffLine.of(change.diff())))
                        .toList(),
                prepared.others().stream()
                        .map(other -> OtherRow.of(other, seen))
                        .toList(),
                may.getPush().refusal(),
                may.getRollback().refusal());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
