package dev.fairway.web.list;

import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Facet;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.query.Urgency;
import java.util.List;

/**
 * Healthy applications after the first few are left out while something more urgent stands above them.
 *
 * @param entries what is shown
 * @param folded how many are not
 */
record Fold(List<Entry> entries, int folded) {

    private static final int FIRST_FEW = 3;
    private static final int WORTH_IT = 5;

    static Fold of(List<Entry> entries, ListAddress address) {
        int healthyFrom = firstHealthy(entries);
        int folded = entries.size() - healthyFrom - FIRST_FEW;
        boolean asked = address.order() == Order.URGENCY
                && !address.unfolded()
                && !address.selection().narrows(Facet.STATE)
                && !address.selection().narrows(Facet.HEALTH);
        return asked && healthyFrom > 0 && folded > WORTH_IT
                ? new Fold(entries.subList(0, healthyFrom + FIRST_FEW), folded)
                : new Fold(entries, 0);
    }

    private static int firstHealthy(List<Entry> entries) {
        for (int index = 0; index < entries.size(); index++) {
            if (entries.get(index).urgency() == Urgency.HEALTHY) {
                return index;
            }
        }
        return entries.size();
    }
}
