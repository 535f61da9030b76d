package dev.fairway.web.drift;

import dev.fairway.ledger.Drifts;
import dev.fairway.web.view.Mark;
import java.util.List;

/**
 * {@code /drift}.
 *
 * @param count how many there are; as many as the pages show together
 * @param states how many in each state
 * @param older the address of the next page; empty on the last
 * @param noise how many ignore rules are proposed
 */
record DriftPage(
        DriftAddress address,
        long count,
        List<StateCount> states,
        List<Filter> filters,
        List<Period> periods,
        List<DriftView> rows,
        String older,
        boolean first,
        int noise,
        String noiseHref) {

    record StateCount(Mark mark, long count, String href, boolean current) {

        static StateCount of(Drifts.Facet facet, DriftAddress address) {
            boolean current = address.state().equalsIgnoreCase(facet.value());
            return new StateCount(
                    DriftView.mark(facet.value()),
                    facet.count(),
                    address.with("state", current ? "" : facet.value().toLowerCase(java.util.Locale.ROOT))
                            .at("/drift"),
                    current);
        }
    }

    record Filter(String title, String name, List<Option> options) {}

    record Option(String value, String text, boolean chosen) {

        static Option of(Drifts.Facet facet, String chosen) {
            String value = facet.value();
            return new Option(
                    value,
                    "%s (%d)".formatted(value.isEmpty() ? "not told" : value, facet.count()),
                    value.equals(chosen) && !value.isEmpty());
        }
    }

    record Period(String text, String href, boolean current) {}
}
