/**
 * What {@code /actuator/prometheus} tells of applications, under the names that dashboards made for Argo CD ask for. The
 * engine's own counters are where they are counted.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.metrics;
