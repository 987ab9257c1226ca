/**
 * The same work done by other people's libraries. Built with the Maven profile {@code peers} only.
 */
package io.semblance.benchmarks.peers;
