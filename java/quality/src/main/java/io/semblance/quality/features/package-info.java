/**
 * Tables as models see them: several tables brought to one coding, column by column, and from there
 * to dense vectors. Nothing here scores anything.
 *
 * <p>Public for {@code io.semblance.quality}; not API.
 */
package io.semblance.quality.features;
