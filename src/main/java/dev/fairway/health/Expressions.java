package dev.fairway.health;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.fairway.resource.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The language of the rule files. Besides CEL's own: {@code object} and its parts {@code metadata}, {@code spec},
 * {@code status} (empty when absent); {@code stale}, whether the status is about an older spec; and {@code conditions},
 * the entries of {@code status.conditions} by type, with {@code present(t)}, {@code isTrue(t)}, {@code isFalse(t)},
 * {@code isUnknown(t)}, {@code reason(t)} and {@code message(t)}, which are empty or false for a condition that is absent.
 */
final class Expressions {

    private static final CelType CONDITIONS = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final Cel CEL = cel();

    private Expressions() {}

    /**
     * @throws IllegalArgumentException if the text is no expression of that type: a fault of a rule file
     */
    static CelRuntime.Program compile(String text, CelType type) {
        try {
            var checked = CEL.compile(text).getAst();
            if (!checked.getResultType().equals(type)
                    && !checked.getResultType().equals(SimpleType.DYN)) {
                throw new IllegalArgumentException("Not a " + type.name() + ": " + text);
            }
            return CEL.createProgram(checked);
        } catch (CelValidationException | CelEvaluationException invalid) {
            throw new IllegalArgumentException("Not a CEL expression: " + text + ": " + invalid.getMessage(), invalid);
        }
    }

    static Map<String, Object> variables(Manifest object) {
        long observed = object.at("/status/observedGeneration").isIntegralNumber()
                ? object.at("/status/observedGeneration").asLong(0)
                : 0;
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("object", CelValues.map(object.tree()));
        variables.put("metadata", CelValues.map(object.at("/metadata")));
        variables.put("spec", CelValues.map(object.at("/spec")));
        variables.put("status", CelValues.map(object.at("/status")));
        variables.put("stale", observed > 0 && observed < object.generation());
        variables.put("conditions", conditions(object.at("/status/conditions")));
        return variables;
    }

    private static Map<String, Object> conditions(JsonNode conditions) {
        Map<String, Object> byType = new LinkedHashMap<>();
        for (Condition condition : Condition.of(conditions)) {
            byType.putIfAbsent(condition.type(), condition);
        }
        return byType;
    }

    private static Cel cel() {
        var builder = CelFactory.standardCelBuilder()
                .setOptions(CelOptions.current()
                        .comprehensionMaxIterations(10_000)
                        .maxExpressionCodePointSize(4_000)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.optional(), CelExtensions.strings())
                .addRuntimeLibraries(CelExtensions.optional(), CelExtensions.strings())
                .addVar("object", SimpleType.DYN)
                .addVar("metadata", SimpleType.DYN)
                .addVar("spec", SimpleType.DYN)
                .addVar("status", SimpleType.DYN)
                .addVar("stale", SimpleType.BOOL)
                .addVar("conditions", CONDITIONS);
        for (String name : List.of("present", "isTrue", "isFalse", "isUnknown")) {
            function(builder, name, SimpleType.BOOL);
        }
        for (String name : List.of("reason", "message")) {
            function(builder, name, SimpleType.STRING);
        }
        return builder.build();
    }

    private static void function(CelBuilder builder, String name, CelType result) {
        String overload = "conditions_" + name;
        builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload(overload, result, CONDITIONS, SimpleType.STRING)));
        builder.addFunctionBindings(CelFunctionBinding.fromOverloads(
                name,
                CelFunctionBinding.from(
                        overload, Map.class, String.class, (conditions, type) -> answer(name, conditions.get(type)))));
    }

    private static Object answer(String name, @Nullable Object found) {
        Condition condition = found instanceof Condition present ? present : new Condition("", "", "", "", 0);
        return switch (name) {
            case "present" -> found != null;
            case "isTrue" -> condition.isTrue();
            case "isFalse" -> condition.isFalse();
            case "isUnknown" -> condition.status().equals("Unknown");
            case "reason" -> condition.reason();
            default -> condition.explanation();
        };
    }
}
