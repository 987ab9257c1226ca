/**
 * Comma-separated text in and out. What the cells mean is found out in {@link
 * io.semblance.data.infer}.
 */
package io.semblance.data.csv;
