package dev.fairway.reconciliation;

import dev.fairway.health.HealthStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The objects of many applications at once, as the last turns saw them: what Git writes, and what a sync would prune. What
 * these own is in each application's tree.
 */
public interface Inventory {

    /**
     * One object and whose it is. Two applications may both write the same one; then it is here twice.
     */
    record Item(ApplicationName application, ResourceStatus object) {

        public Place place() {
            return new Place(application, object.key());
        }
    }

    /** Where an object stands in the order, whether or not it is there now: by application, then by its key's text. */
    record Place(ApplicationName application, ResourceKey key) {}

    /**
     * Which objects are looked for; what is empty narrows nothing.
     *
     * @param applications of these alone; of none if there are none
     * @param kinds any of these, as they are written
     * @param namespaces any of these
     * @param name part of the name, in any case
     * @param health any of these; an object whose kind has no rule counts as healthy, one that is not there as missing
     */
    record Question(
            List<ApplicationName> applications,
            List<String> kinds,
            List<String> namespaces,
            String name,
            List<HealthStatus> health,
            List<Sync> sync) {}

    /** How an object stands to Git. */
    enum Sync {
        SYNCED,
        OUT_OF_SYNC,
        /** Git has it, the cluster does not. */
        ABSENT,
        /** The cluster has it, Git does not. */
        WILL_PRUNE,
        UNKNOWN;

        /** Of an object that is no hook; a hook has no stand. */
        public static Sync of(ResourceStatus object) {
            if (object.requiresPruning()) {
                return WILL_PRUNE;
            }
            if (object.missing()) {
                return ABSENT;
            }
            return switch (object.sync()) {
                case SYNCED -> SYNCED;
                case OUT_OF_SYNC -> OUT_OF_SYNC;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /**
     * The first ones behind a place.
     *
     * @param counts which of them count at all: what may not be named is as if it were not there
     * @param limit how many at most
     */
    List<Item> find(Question question, Optional<Place> after, Predicate<ResourceKey> counts, int limit);

    /** What there is to choose from in these applications, each in order. */
    Choices choices(List<ApplicationName> applications, Predicate<ResourceKey> counts);

    record Choices(List<String> kinds, List<String> namespaces) {}
}
