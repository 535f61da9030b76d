/**
 * The audit: every mutation, who made it, and what came of it; as a page, as an address for each entry, and as files.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.audit;
