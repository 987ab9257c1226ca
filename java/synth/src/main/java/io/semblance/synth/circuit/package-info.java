/**
 * A probabilistic circuit: a hidden Chow-Liu tree. Each column of a table has a hidden state, the
 * states are joined in a tree, and given its state a column is independent of all others. Sums and
 * products over the tree are exact and take time linear in columns and rows.
 */
package io.semblance.synth.circuit;
