package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    fatal: https://me:hunter2@git.example.org/a.git not found | fatal: https://git.example.org/a.git not found
                    ssh://git:hunt@er2@host/x                      | ssh://host/x
                    GET https://h/x?token=hunter2&a=1#top failed   | GET https://h/x#top failed
                    Authorization: Basic aHVudGVyMg==              | Authorization: ***
                    {"Authorization": "Bearer hunter2hunter2"}     | {"Authorization": "***"}
                    sent bearer hunter2hunter2 to host             | sent bearer *** to host
                    password=hunter2, user=me                      | password=***, user=me
                    "db_password": "hun ter2", "a": 1              | "db_password": ***, "a": 1
                    GITHUB_TOKEN=hunter2 make                      | GITHUB_TOKEN=*** make
                    --set api-key=hunter2                          | --set api-key=***
                    git@github.com:org/repo.git: not found         | git@github.com:org/repo.git: not found
                    Error: template: web/templates/a.yaml:12:3     | Error: template: web/templates/a.yaml:12:3
                    """)
    void credentialsGoAndTheRestStays(String text, String clean) {
        assertThat(Redaction.clean(text)).isEqualTo(clean).doesNotContain("hunter2");
    }

    @Test
    void privateKeysGoEvenWhenCutOff() {
        assertThat(Redaction.clean("key: -----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY----- end"))
                .isEqualTo("key: *** end");
        assertThat(Redaction.clean("-----BEGIN PRIVATE KEY-----\nhunter2")).isEqualTo("***");
    }

    @Test
    void placesOnTheServerGoTheLongestFirst() {
        assertThat(Redaction.clean(
                        "open /srv/fw/tmp/7/chart/values.yaml: no such file (in /srv/fw)",
                        List.of("/srv/fw", "/srv/fw/tmp/7", "/")))
                .isEqualTo("open …/chart/values.yaml: no such file (in …)");
    }

    @Test
    void whatActsOnATerminalGoes() {
        assertThat(Redaction.clean("\u001b[31mred\u001b[0m\u0007 a\u0000b\u202ec\nnext\ttab\r\nlast"))
                .isEqualTo("red  a b c\nnext\ttab\nlast");
    }

    @Test
    void whatIsMadeVisibleKeepsItsWords() {
        assertThat(Redaction.visible(
                        "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u202enimda\tpassword=\n"))
                .isEqualTo("click nimda\tpassword=\n");
    }

    @Test
    void theLengthIsBounded() {
        assertThat(Redaction.clean("x".repeat(1_000_000)))
                .hasSize(Redaction.MAX_LENGTH)
                .endsWith("…");
    }

    @Test
    @Timeout(20)
    void hostileTextTakesBoundedTime() {
        for (String part : List.of(
                "a://", "token", "://@", "password\"", "Authorization:", "-----BEGIN PRIVATE KEY-----", "\u001b]")) {
            assertThat(Redaction.clean(part.repeat(100_000))).hasSizeLessThanOrEqualTo(Redaction.MAX_LENGTH);
        }
    }
}
