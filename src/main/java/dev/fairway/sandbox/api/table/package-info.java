/** Objects as rows for people, columns being facts in columns.yaml. Pure. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.table;
