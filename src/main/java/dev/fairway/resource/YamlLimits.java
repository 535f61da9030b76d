package dev.fairway.resource;

/**
 * How much one text may ask of this program. A text over a limit is refused with a message that names the limit; it
 * never takes the memory or the stack of the process.
 *
 * @param bytes the size of the text as it arrives
 * @param codePoints the characters after decoding
 * @param depth how deep lists and mappings may nest, aliases expanded
 * @param nodes the values written in the text, all documents together
 * @param expandedNodes the values that aliases and merge keys may add to those written
 * @param documents the documents, and the objects after Lists are unpacked
 */
public record YamlLimits(int bytes, int codePoints, int depth, int nodes, int expandedNodes, int documents) {

    /** Large enough for the output of any chart in common use. */
    public static final YamlLimits DEFAULT =
            new YamlLimits(20 * 1024 * 1024, 10 * 1024 * 1024, 50, 1_000_000, 100_000, 5_000);

    public YamlLimits withDocuments(int documents) {
        return new YamlLimits(bytes, codePoints, depth, nodes, expandedNodes, documents);
    }
}
