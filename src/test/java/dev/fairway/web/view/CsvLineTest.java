package dev.fairway.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://a\")",
                "+1",
                "-cmd|' /c calc'!A0",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "-1+1"
            })
    void whatASpreadsheetWouldRunIsText(String cell) {
        assertThat(CsvLine.of(List.of(cell))).isEqualTo("\"'" + cell.replace("\"", "\"\"") + "\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "42", "-7", "3.25", "-0.5"})
    void numbersStayNumbers(String cell) {
        assertThat(CsvLine.of(List.of(cell))).isEqualTo(cell + "\r\n");
    }

    @Test
    void everythingElseIsQuotedAndComesBackAsItWas() {
        assertThat(CsvLine.of(List.of("a,b", "say \"x\"", "two\nlines", "", "1e5", "0x10")))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"\",\"1e5\",\"0x10\"\r\n");
    }
}
