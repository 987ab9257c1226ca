/**
 * Tables: columnar, typed, with an explicit notion of what is missing, and the schemas that say
 * what each column may hold and how it is written. Knows neither networks nor models.
 */
package io.semblance.data;
