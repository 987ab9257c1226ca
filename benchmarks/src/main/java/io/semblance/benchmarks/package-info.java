/** JMH benchmarks. How to run them, and their results, are in {@code benchmarks/README.md}. */
package io.semblance.benchmarks;
