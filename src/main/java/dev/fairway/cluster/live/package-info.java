/**
 * What runs, kept by watches and read by many. One writer per kind; readers never wait for the network, except for the
 * body of an object of which only a record is kept.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.cluster.live;
