package dev.fairway.source;

import java.util.Map;

/** What registries say of images: the labels they were built with, and their annotations. Nothing of an image runs here. */
@FunctionalInterface
public interface Images {

    /**
     * Annotations of the manifest of an image, and, where it has none of that name, the labels of its configuration. Of an
     * image for several platforms those of its index and of its first one.
     *
     * @param image {@code host/name@sha256:…}: only a digest names the same bytes tomorrow
     * @throws dev.fairway.resource.ProblemException if it names no digest, or the registry does not answer as one does
     */
    Map<String, String> words(String image);
}
