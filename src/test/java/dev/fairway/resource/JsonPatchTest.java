package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonPatchTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode TARGET = JSON.readTree("{\"a\":{\"b/c\":1},\"list\":[1,2]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"add\",\"path\":\"/list/1\",\"value\":9} | {\"a\":{\"b/c\":1},\"list\":[1,9,2]}",
                "{\"op\":\"add\",\"path\":\"/list/-\",\"value\":9} | {\"a\":{\"b/c\":1},\"list\":[1,2,9]}",
                "{\"op\":\"remove\",\"path\":\"/a/b~1c\"} | {\"a\":{},\"list\":[1,2]}",
                "{\"op\":\"replace\",\"path\":\"/list/0\",\"value\":null} | {\"a\":{\"b/c\":1},\"list\":[null,2]}",
                "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/z\"} | {\"list\":[1,2],\"z\":{\"b/c\":1}}",
                "{\"op\":\"copy\",\"from\":\"/list/1\",\"path\":\"/list/0\"} | {\"a\":{\"b/c\":1},\"list\":[2,1,2]}",
                "{\"op\":\"test\",\"path\":\"/list/0\",\"value\":1.0} | {\"a\":{\"b/c\":1},\"list\":[1,2]}"
            })
    void eachOperationDoesWhatTheStandardSays(String operation, String result) {
        assertThat(JsonPatch.apply(TARGET, JSON.readTree("[" + operation + "]")))
                .isEqualTo(JSON.readTree(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"replace\",\"path\":\"/x\",\"value\":1} | nothing is there",
                "{\"op\":\"add\",\"path\":\"/list/7\",\"value\":1} | no such place",
                "{\"op\":\"add\",\"path\":\"/x/y\",\"value\":1} | could hold it",
                "{\"op\":\"add\",\"path\":\"/x\"} | no value",
                "{\"op\":\"test\",\"path\":\"/list/0\",\"value\":2} | another value",
                "{\"op\":\"jump\",\"path\":\"/a\"} | op is",
                "{\"op\":\"remove\",\"path\":\"\"} | whole object",
                "7 | a path begins"
            })
    void whatCannotBeCarriedOutIsNamedAndChangesNothing(String operation, String why) {
        JsonNode before = TARGET.deepCopy();
        assertThatThrownBy(() -> JsonPatch.apply(
                        TARGET, JSON.readTree("[{\"op\":\"remove\",\"path\":\"/a\"}," + operation + "]")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Operation 2")
                .hasMessageContaining(why);
        assertThat(TARGET).isEqualTo(before);
    }

    @Test
    void copiesOfCopiesAreBounded() {
        String copies = "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/list/-\"},".repeat(40);
        assertThatThrownBy(() ->
                        JsonPatch.apply(TARGET, JSON.readTree("[" + copies.substring(0, copies.length() - 1) + "]")))
                .hasMessageContaining("copies too much");
    }
}
