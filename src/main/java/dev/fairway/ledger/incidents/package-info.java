/**
 * What alerting systems send, read into reports. Pure: who sent it is proved before the body is parsed; what is missing or
 * of another type is left out.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("incidents")
package dev.fairway.ledger.incidents;
