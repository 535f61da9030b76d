package dev.fairway.rendering.closure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    *.yaml             | a.yaml        | true
                    *.yaml             | x/a.yaml      | false
                    **/*.yaml          | a.yaml        | true
                    **/*.yaml          | x/y/a.yaml    | true
                    env/**             | env/x/a.yaml  | true
                    env/**/a.yaml      | env/a.yaml    | true
                    env/**/a.yaml      | environ/a.yaml| false
                    {a,b*}.yaml        | bc.yaml       | true
                    {a,b}/{c,d}.yaml   | b/d.yaml      | true
                    {a,b}.yaml         | c.yaml        | false
                    [a-c].yaml         | b.yaml        | true
                    [!a-c].yaml        | b.yaml        | false
                    a?.yaml            | ab.yaml       | true
                    a?.yaml            | a/.yaml       | false
                    a+(b).yaml         | a+(b).yaml    | true
                    a[.yaml            | a[.yaml       | true
                    a{.yaml            | a{.yaml       | true
                    a,b                | a,b           | true
                    """)
    void patternsOfPaths(String pattern, String path, boolean matches) {
        assertThat(Glob.of(pattern).matches(path)).isEqualTo(matches);
    }
}
