package dev.fairway.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.GroupKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleFilesTest {

    private final RuleFiles rules = RuleFiles.shipped();

    @Test
    void everyExpressionOfEveryFileCompiles() {
        assertThat(rules.compileAll()).isGreaterThan(100);
    }

    @Test
    void everyFileThatLiesThereIsRead() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/health"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(RuleFiles.FILES);
        }
    }

    @Test
    void anExactKindBeatsAPattern() {
        assertThat(rules.of(new GroupKind("pkg.crossplane.io", "Provider")))
                .isNotEqualTo(rules.of(new GroupKind("s3.aws.crossplane.io", "Bucket")))
                .isPresent();
        assertThat(rules.of(new GroupKind("example.org", "Bucket"))).isEmpty();
    }
}
