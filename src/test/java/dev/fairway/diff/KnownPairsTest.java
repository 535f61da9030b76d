package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.diff.Comparison.Status;
import dev.fairway.resource.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of what was applied and what a real server made of it: no difference may be seen in any of them. */
class KnownPairsTest {

    private static final String SKIPPED = "SKIPPED: no folder ../shared/data/diff beside the project";

    static Stream<String> pairs() throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return Stream.of(SKIPPED);
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-config.json"))
                    .map(name -> name.substring(0, name.length() - "-config.json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatWasAppliedEqualsWhatTheServerMadeOfIt(String name) {
        assumeTrue(!name.equals(SKIPPED), SKIPPED);
        Comparison comparison =
                compare(name, IgnoreRules.of(List.of(), ComparisonSettings.DEFAULT.ignoringAggregatedRoles()));
        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.status()).isEqualTo(Status.SYNCED);
        assertThat(UnifiedDiff.of(comparison)).isEmpty();
    }

    @Test
    void theRulesOfAnAggregatedRoleCountUnlessTheyAreIgnored() {
        assumeTrue(folder().isPresent(), SKIPPED);
        assertThat(compare("aggr-clusterrole", IgnoreRules.NONE).changes())
                .extracting(FieldChange::path)
                .containsExactly("rules");
    }

    private static Comparison compare(String name, IgnoreRules rules) {
        Manifest config = Objects.desired(read(name + "-config.json"));
        Manifest live = Objects.live(read(name + "-live.json"));
        return Comparer.compare(Optional.of(config), Optional.empty(), Optional.of(live), rules);
    }

    private static String read(String name) {
        try {
            return Files.readString(folder().orElseThrow().resolve(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<Path> folder() {
        return Stream.of("../shared/data/diff", "../../shared/data/diff")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
