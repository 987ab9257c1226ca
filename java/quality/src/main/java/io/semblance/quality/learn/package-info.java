/**
 * What classifiers and regressions of every kind share: what they minimise, and how well they rank.
 * For the judges of {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.learn;
