/**
 * alpha-precision and beta-recall (Alaa et al., "How faithful is your synthetic data?", ICML 2022)
 * in their widely used naive variant.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.precision;
