package dev.fairway.resource;

import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Keeps the library from deciding what a plain scalar is: it only learns that nobody wrote a tag or quotes. */
final class PlainScalars extends Resolver {

    static final Tag PLAIN = new Tag("tag:fairway.dev,2026:plain");

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return kind == NodeId.scalar && implicit ? PLAIN : super.resolve(kind, value, implicit);
    }
}
