package dev.fairway.source.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns: a constraint, versions it admits, versions it does not. By the rules of Masterminds/semver 3.4. */
class VersionConstraintTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            *              | 0.0.1 1.2.3 9.9.9              | 1.0.0-rc.1
            1.x            | 1.0.0 1.9.9                    | 0.9.0 2.0.0 1.1.0-rc.1
            1.X            | 1.0.0                          | 2.0.0
            v1.x           | 1.4.0 v1.5.0                   | 2.0.0
            1.2.*          | 1.2.0 1.2.9                    | 1.3.0
            =1.2           | 1.2.0 1.2.7                    | 1.3.0
            =1.2.3         | 1.2.3 v1.2.3 1.2.3+meta        | 1.2.4
            !=1.2.3        | 1.2.4 1.0.0                    | 1.2.3
            !=1.x          | 2.0.0                          | 1.5.0
            !=1.2          | 1.3.0 2.2.0                    | 1.2.9
            >1.2.3         | 1.2.4 2.0.0                    | 1.2.3 1.2.2
            >11            | 12.0.0                         | 11.1.0 11.0.0
            >11.1          | 11.2.0 12.0.0                  | 11.1.9
            >=1.2          | 1.2.0 3.0.0                    | 1.1.9
            =>1.2          | 1.2.0                          | 1.1.9
            <2             | 1.9.9                          | 2.0.0
            <=2            | 2.0.0 2.9.9 1.0.0              | 3.0.0
            <=2.1          | 2.1.9 2.0.0                    | 2.2.0
            <=2.1.3        | 2.1.3                          | 2.1.4
            =<2.1.3        | 2.1.3                          | 2.1.4
            ~1.2.3         | 1.2.3 1.2.9                    | 1.3.0 1.2.2
            ~>1.2.3        | 1.2.9                          | 1.3.0
            ~1.2           | 1.2.0 1.2.9                    | 1.3.0
            ~1             | 1.0.0 1.9.0                    | 2.0.0
            ~0             | 0.1.0 0.9.9                    | 1.0.0
            ~0.0.0         | 0.0.0 5.0.0                    | 1.0.0-rc.1
            ^1.2.3         | 1.2.3 1.9.0                    | 2.0.0 1.2.2
            ^1.2           | 1.2.0 1.9.9                    | 2.0.0
            ^1             | 1.0.0 1.9.9                    | 2.0.0 0.9.0
            ^0.2.3         | 0.2.3 0.2.9                    | 0.3.0 0.2.2
            ^0.2           | 0.2.0 0.2.9                    | 0.3.0
            ^0.0.3         | 0.0.3                          | 0.0.4 0.1.0
            ^0.0           | 0.0.0 0.0.9                    | 0.1.0
            ^0             | 0.0.1 0.9.0                    | 1.0.0
            >=1 <2         | 1.0.0 1.9.9                    | 2.0.0 0.9.0
            '>=1, <2'      | 1.5.0                          | 2.0.0
            '>=1,<2'       | 1.5.0                          | 2.0.0
            1.2 - 2        | 1.2.0 2.0.0 2.9.0              | 1.1.0 3.0.0
            1.2.3 - 2.3.4  | 1.2.3 2.3.4                    | 2.3.5
            '1.x || >=3'    | 1.0.0 3.0.0 4.0.0              | 2.0.0
            >=1.2-0        | 1.2.0-rc.1 1.3.0 2.0.0-alpha   | 1.1.0 1.1.9-rc.1
            >=1.2.0-beta   | 1.2.0-beta 1.2.0-rc.1 1.2.0    | 1.2.0-alpha
            >=1-0 <2       | 1.5.0-rc.1 2.0.0-rc.1          | 2.0.0 0.9.0
            ~1.2.3-beta.2  | 1.2.3-beta.4 1.2.4             | 1.2.3-beta.1 1.3.0
            ^1.2.3-0       | 1.2.3-rc.1 1.9.0-rc.1          | 2.0.0
            """)
    void admits(String constraint, String admitted, String refused) {
        VersionConstraint range = VersionConstraint.parse(constraint).orElseThrow();

        assertThat(versions(admitted)).allMatch(range::admits);
        assertThat(versions(refused)).noneMatch(range::admits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3",
                "v1.2.3",
                "1.2",
                "1",
                "v1",
                "1.2.3-rc.1",
                "main",
                "",
                "release-1.x",
                ">=",
                "1.2.3.4",
                ">1 &&",
                "HEAD",
                "^x^"
            })
    void anExactVersionOrAnotherNameIsNoConstraint(String text) {
        assertThat(VersionConstraint.parse(text)).isEmpty();
    }

    @Test
    void theHighestVersionWinsByNumberAndNotByText() {
        VersionConstraint any = VersionConstraint.parse(">=0-0").orElseThrow();

        assertThat(any.highestOf(versions("1.9.0 1.10.0 1.2.0")).map(SemanticVersion::text))
                .contains("1.10.0");
        assertThat(any.highestOf(versions("1.0.0-rc.2 1.0.0-rc.10 1.0.0-beta")).map(SemanticVersion::text))
                .contains("1.0.0-rc.10");
        assertThat(any.highestOf(versions("1.0.0-rc.1 1.0.0")).map(SemanticVersion::text))
                .contains("1.0.0");
        assertThat(any.highestOf(List.of())).isEmpty();
    }

    @Test
    void aHugeConstraintOrNumberIsReadInBoundedTime() {
        assertThat(VersionConstraint.parse("1.x ".repeat(10_000))).isEmpty();
        assertThat(SemanticVersion.parse("9".repeat(300))).isEmpty();
        assertThat(SemanticVersion.parse("1.0.0-01")).isEmpty();
    }

    private static List<SemanticVersion> versions(String texts) {
        return Arrays.stream(texts.strip().split("\\s+"))
                .map(SemanticVersion::parse)
                .map(Optional::orElseThrow)
                .toList();
    }
}
