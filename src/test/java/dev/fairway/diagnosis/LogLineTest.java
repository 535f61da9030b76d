package dev.fairway.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diagnosis.LogLine.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ERROR DB_URL is not set|DB_URL is not set",
                "[error] no such table: orders|no such table: orders",
                "2026-11-12 02:07:38,104 FATAL [main] cannot bind|cannot bind",
                "java.lang.IllegalStateException: no pool|java.lang.IllegalStateException: no pool",
                "Error: Cannot find module 'express'|Cannot find module 'express'",
                "panic: runtime error: index out of range|runtime error: index out of range",
                "ValueError: invalid literal|ValueError: invalid literal",
                "{\"level\":\"error\",\"msg\":\"no \\\"db\\\"\"}|no \"db\""
            })
    void whatAnErrorSaysIsFoundInManyForms(String line, String said) {
        LogLine read = LogLine.of(1, line);
        assertThat(read.level()).isEqualTo(Level.ERROR);
        assertThat(read.said()).isEqualTo(said);
    }

    @Test
    void otherLinesAreNoErrors() {
        assertThat(LogLine.of(1, "INFO 0 errors so far").level()).isEqualTo(Level.OTHER);
        assertThat(LogLine.of(1, "WARN  Unknown key").level()).isEqualTo(Level.WARNING);
        assertThat(LogLine.of(1, "    at shop.Main.main(Main.java:18)").level()).isEqualTo(Level.CONTINUED);
    }

    @Test
    void timesAreSetApartAndCredentialsAreGone() {
        LogLine line = LogLine.of(7, "2026-11-12T02:07:38.104812345Z ERROR login failed, password=hunter2");
        assertThat(line.time()).isEqualTo("02:07:38.104");
        assertThat(line.text()).isEqualTo("ERROR login failed, password=***");
    }
}
