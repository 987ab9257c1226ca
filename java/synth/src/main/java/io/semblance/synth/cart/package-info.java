/**
 * Sequential trees (Reiter 2005; synthpop, Nowok et al. 2016): for each column a tree over those
 * before it, from whose leaves codes are drawn.
 */
package io.semblance.synth.cart;
