/**
 * Tables as models see them: several tables brought to one coding, column by column, and from there
 * to dense vectors. Nothing here scores anything.
 */
package io.semblance.quality.features;
