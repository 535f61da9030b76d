/**
 * How fast, and at what cost. Every measure is a ratio of two things done side by side in one run, so that the machine cancels
 * out; {@code docs/benchmarks.md} explains each. What Fairway stands on, a cluster and a Git host, is a process of its own. Only
 * {@code mvn -Pbenchmark verify} runs these classes; sizes are system properties, see {@link dev.fairway.benchmark.Size}.
 */
package dev.fairway.benchmark;
