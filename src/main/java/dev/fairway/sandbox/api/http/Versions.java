package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/** Objects are kept at one version and may be asked for at another; nothing but apiVersion differs. */
final class Versions {

    private Versions() {}

    /** The object without apiVersion and kind, which are the first of its bytes. */
    static byte[] withoutKind(Entry entry) {
        byte[] json = entry.json();
        byte[] from = ",\"metadata\":".getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (!Arrays.equals(json, at, at + from.length, from, 0, from.length)) {
            at++;
        }
        byte[] rest = Arrays.copyOfRange(json, at, json.length);
        rest[0] = '{';
        return rest;
    }

    static byte[] serve(Entry entry, ResourceType type) {
        byte[] json = entry.json();
        byte[] head = ("{\"apiVersion\":\"" + type.apiVersion() + "\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < head.length; i++) {
            if (json[i] != head[i]) {
                ObjectNode object = entry.object();
                object.put("apiVersion", type.apiVersion());
                return ObjectJson.write(object);
            }
        }
        return json;
    }
}
