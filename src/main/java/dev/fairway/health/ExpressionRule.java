package dev.fairway.health;

import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule from a rule file: cases in order, of which the first that holds decides. Compiled when the first object of its
 * kind is seen; most installations use few of the kinds.
 */
final class ExpressionRule implements Rule {

    /**
     * @param when a CEL condition
     * @param status the verdict if it holds
     * @param message a CEL text
     */
    record Case(String when, HealthStatus status, String message) {}

    private record Compiled(CelRuntime.Program when, HealthStatus status, CelRuntime.Program message) {}

    private final List<Case> cases;
    private volatile @Nullable List<Compiled> compiled;

    ExpressionRule(List<Case> cases) {
        this.cases = List.copyOf(cases);
    }

    @Override
    public Health assess(Manifest object) {
        Map<String, Object> variables = Expressions.variables(object);
        try {
            for (Compiled candidate : compiled()) {
                if (Boolean.TRUE.equals(candidate.when().eval(variables))) {
                    return new Health(
                            candidate.status(),
                            String.valueOf(candidate.message().eval(variables)));
                }
            }
        } catch (CelEvaluationException unexpected) {
            return Health.unknown("The status of this " + object.kind() + " has a form its health rule does not know");
        }
        return Health.progressing("Waiting for the status to be reported");
    }

    /**
     * @throws IllegalArgumentException if an expression is invalid: a fault of the rule file
     */
    List<Compiled> compiled() {
        List<Compiled> ready = compiled;
        if (ready == null) {
            ready = cases.stream()
                    .map(each -> new Compiled(
                            Expressions.compile(each.when(), SimpleType.BOOL),
                            each.status(),
                            Expressions.compile(each.message(), SimpleType.STRING)))
                    .toList();
            compiled = ready;
        }
        return ready;
    }
}
