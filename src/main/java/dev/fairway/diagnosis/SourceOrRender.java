package dev.fairway.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Git or a chart could not be read, or what they hold could not be rendered. */
final class SourceOrRender implements Rule {

    private static final String READING = "The source could not be read: ";
    private static final String RENDERING = "What Git holds could not be rendered: ";

    private record Kind(String phase, Remedy remedy) {}

    private static final Map<String, Kind> KINDS = Stream.of(
                    kinds(
                            new Kind(READING, Remedy.MAY_PASS),
                            "RepositoryUnreachable",
                            "MirrorDamaged",
                            "RepositoryDamaged"),
                    kinds(
                            new Kind(READING, Remedy.CHANGE_OUTSIDE),
                            "RepositoryUnauthorized",
                            "RepositoryNotFound",
                            "RepositoryAddressRefused",
                            "RepositoryHostKeyUnknown",
                            "UnknownRevision",
                            "ChartNotFound",
                            "DigestMismatch"),
                    kinds(
                            new Kind(RENDERING, Remedy.CHANGE_IN_GIT),
                            "PathMissing",
                            "PathLeavesRepository",
                            "RemoteReference",
                            "SourceTooLarge",
                            "ValueFileMissing",
                            "ChartInvalid",
                            "ChartDependencyMissing",
                            "InvalidChart",
                            "InvalidFileName",
                            "InvalidHelmParameter",
                            "InvalidKustomization",
                            "InvalidReleaseName",
                            "InvalidSource",
                            "ManifestInvalid",
                            "RenderFailed",
                            "RenderTooLarge",
                            "TooManyObjects",
                            "YamlInvalid",
                            "YamlTooLarge",
                            "LimitExceeded",
                            "NotSupportedYet"),
                    kinds(
                            new Kind(RENDERING, Remedy.MAY_PASS),
                            "RenderInterrupted",
                            "RenderTimedOut",
                            "ToolNotStarted"),
                    kinds(new Kind(RENDERING, Remedy.CHANGE_OUTSIDE), "ToolMissing", "NetworkIsolationMissing"))
            .flatMap(kinds -> kinds.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Map<String, Kind> kinds(Kind kind, String... codes) {
        return Stream.of(codes).collect(Collectors.toMap(code -> code, code -> kind));
    }

    @Override
    public Optional<Finding> find(Subject subject) {
        Attempt attempt = subject.evidence().attempt();
        return Optional.ofNullable(KINDS.get(attempt.code()))
                .map(kind -> new Finding(
                        Cause.SOURCE_OR_RENDER,
                        kind.remedy(),
                        kind.phase() + Quote.of(attempt.message()),
                        List.of(new Proof.InAttempt())));
    }
}
