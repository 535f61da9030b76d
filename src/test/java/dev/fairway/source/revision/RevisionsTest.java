package dev.fairway.source.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.source.revision.Revisions.Meaning;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionsTest {

    private static final Map<String, String> REFS = new LinkedHashMap<>();

    static {
        int i = 1;
        for (String ref : new String[] {
            "refs/heads/main",
            "refs/heads/both",
            "refs/heads/v2.x",
            "refs/heads/feature/a",
            "refs/heads/deadbeef",
            "refs/tags/both",
            "refs/tags/v1.0.0",
            "refs/tags/v1.2.0",
            "refs/tags/1.3.0-rc.1",
            "refs/tags/api-1.0.0",
            "refs/tags/api-1.4.0",
            "refs/tags/nonsense",
            "refs/pull/7/head"
        }) {
            REFS.put(ref, String.format("%040x", i++));
        }
    }

    private final AdvertisedRefs refs = new AdvertisedRefs(REFS, "refs/heads/main", REFS.get("refs/heads/main"));

    @ParameterizedTest(name = "{0} with prefix {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ''            | ''   | refs/heads/main
            HEAD          | ''   | refs/heads/main
            main          | ''   | refs/heads/main
            feature/a     | ''   | refs/heads/feature/a
            both          | ''   | refs/heads/both
            refs/tags/both| ''   | refs/tags/both
            v1.0.0        | ''   | refs/tags/v1.0.0
            1.x           | ''   | refs/tags/v1.2.0
            >=1-0         | ''   | refs/tags/1.3.0-rc.1
            1.x           | api- | refs/tags/api-1.4.0
            1.0.0         | api- | refs/tags/api-1.0.0
            v2.x          | ''   | refs/heads/v2.x
            pull/7/head   | ''   | refs/pull/7/head
            deadbeef      | ''   | refs/heads/deadbeef
            """)
    void aRevisionFindsItsRef(String revision, String prefix, String ref) {
        assertThat(Revisions.resolve(refs, revision, prefix)).isEqualTo(new Meaning.Found(ref, REFS.get(ref)));
    }

    @ParameterizedTest
    @CsvSource({"1.0.0", "9.x", "nope", "abc", "feature", "refs/heads/nope"})
    void anUnknownRevisionIsUnknown(String revision) {
        assertThat(Revisions.resolve(refs, revision, "")).isInstanceOf(Meaning.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef1,abcdef1",
        "ABCDEF12,abcdef12",
        "123456789012345678901234567890123456789,123456789012345678901234567890123456789"
    })
    void sevenDigitsOrMoreAreAShortenedSha(String revision, String digits) {
        assertThat(Revisions.resolve(refs, revision, "")).isEqualTo(new Meaning.Shortened(digits));
    }

    @ParameterizedTest
    @CsvSource("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")
    void aFullShaIsTakenAsItIs(String revision) {
        assertThat(Revisions.resolve(AdvertisedRefs.NONE, revision, ""))
                .isEqualTo(new Meaning.Found("", revision.toLowerCase(java.util.Locale.ROOT)));
    }
}
