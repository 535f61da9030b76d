package dev.fairway.resource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** From bytes to characters: UTF-8, or UTF-16 where a byte order mark or its zero bytes say so. */
final class YamlText {

    private YamlText() {}

    static String decode(byte[] bytes, String origin, YamlLimits limits) {
        if (bytes.length > limits.bytes()) {
            throw Problem.stalled(
                            "YamlTooLarge",
                            "%s has %,d bytes; at most %,d are read. Split it into smaller files."
                                    .formatted(origin, bytes.length, limits.bytes()))
                    .asException();
        }
        String text = decode(bytes, origin);
        // UTF-16 units first: counting code points of a small text is never needed.
        if (text.length() > limits.codePoints() && text.codePointCount(0, text.length()) > limits.codePoints()) {
            throw Problem.stalled(
                            "YamlTooLarge",
                            "%s has more than %,d characters. Split it into smaller files."
                                    .formatted(origin, limits.codePoints()))
                    .asException();
        }
        return withoutMarks(text);
    }

    /** Files that were put together leave their marks in the middle, where a document begins. */
    private static String withoutMarks(String text) {
        String rest = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return rest.indexOf('\uFEFF') < 0 ? rest : rest.replace("\n\uFEFF", "\n");
    }

    private static String decode(byte[] bytes, String origin) {
        Charset charset = charset(bytes);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw Problem.stalled("YamlInvalid", "%s is not %s text.".formatted(origin, charset.name()))
                    .asException();
        }
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }
}
