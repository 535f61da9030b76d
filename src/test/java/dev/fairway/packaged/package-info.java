/** Sentences about the jar as it is handed out, started the way a person starts it. */
package dev.fairway.packaged;
