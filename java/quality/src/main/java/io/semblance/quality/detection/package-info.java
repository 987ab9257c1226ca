/**
 * Can a classifier tell synthetic rows from real ones? The classifier two-sample test (Lopez-Paz
 * and Oquab, ICLR 2017), once with boosted trees and once with the logistic regression of
 * SDMetrics.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.detection;
