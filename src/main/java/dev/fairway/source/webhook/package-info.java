/**
 * What Git hosts call us with: the signature is verified over the raw bytes before anything is parsed, and a body of any
 * shape becomes a push, nothing of interest, or a refusal. Pure.
 */
@NullMarked
@NamedInterface("webhook")
package dev.fairway.source.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
