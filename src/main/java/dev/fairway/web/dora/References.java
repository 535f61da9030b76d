package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Metric;
import java.util.List;

/**
 * What the report of one year published, drawn as lines that carry the year. They are no grades: the fail rates of that
 * year do not even rise from one group to the next, and later reports have none.
 */
final class References {

    private References() {}

    /** @param value in the figure's unit */
    record Line(double value, String text) {}

    static List<Line> of(Metric metric) {
        return switch (metric) {
            case CHANGE_LEAD_TIME -> List.of(new Line(86_400, "1 day, 2024"), new Line(604_800, "1 week, 2024"));
            case FAILED_DEPLOYMENT_RECOVERY_TIME ->
                List.of(new Line(3_600, "1 hour, 2024"), new Line(86_400, "1 day, 2024"));
            case DEPLOYMENT_FREQUENCY -> List.of(new Line(7, "daily, 2024"), new Line(1, "weekly, 2024"));
            case CHANGE_FAIL_RATE -> List.of(new Line(5, "5 %, 2024"), new Line(20, "20 %, 2024"));
            case DEPLOYMENT_REWORK_RATE -> List.of();
        };
    }
}
