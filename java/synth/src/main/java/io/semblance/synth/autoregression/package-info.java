/**
 * A vector autoregression of normal scores (Sims, "Macroeconomics and Reality", Econometrica 48,
 * 1980; L&uuml;tkepohl, "New Introduction to Multiple Time Series Analysis", 2005): each step is
 * linear in the steps before it, plus normal noise. Every column is a normal number cut by its own
 * marginal, as in {@link io.semblance.synth.copula}, so labels and missing cells take part.
 */
package io.semblance.synth.autoregression;
