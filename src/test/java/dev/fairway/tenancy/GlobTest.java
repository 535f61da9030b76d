package dev.fairway.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a*c, abc, true",
                "a*c, a/b/c, true",
                "a*c, abcd, false",
                "a?c, abc, true",
                "a?c, ac, false",
                "[ab]x, bx, true",
                "[!ab]x, bx, false",
                "[a-c]x, cx, true",
                "\"{shop,web}-*\", web-1, true",
                "\"{shop,web}-*\", api-1, false",
                "a.c*, abc, false",
                "(a|b)*, a, false",
                "a[, a[, true",
                "\\*, *, true",
                "\\*, a, false"
            })
    void patternsMatchAsGlobsDo(String glob, String text, boolean matches) {
        assertThat(Glob.matches(glob, text)).isEqualTo(matches);
    }

    @Test
    void aHostilePatternTakesNoLongerThanAnother() {
        String text = "a".repeat(5_000);
        assertThat(Glob.matches("*a".repeat(300) + "b", text)).isFalse();
        assertThat(Glob.matches("*".repeat(5_000) + "b", text)).isFalse();
    }
}
