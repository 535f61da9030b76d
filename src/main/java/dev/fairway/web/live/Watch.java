package dev.fairway.web.live;

import dev.fairway.web.catalog.Picture;
import java.time.Instant;
import java.util.List;

/**
 * What an open page looks at.
 *
 * @param picture all applications now
 * @param topics all topics of the page, in the order of its elements
 */
public record Watch(Picture picture, List<String> topics, Instant now) {}
