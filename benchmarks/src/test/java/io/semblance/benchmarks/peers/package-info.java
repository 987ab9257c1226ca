/** Peers made up for tests. */
package io.semblance.benchmarks.peers;
