/** The private folder of a studio, and the tables in it. */
package io.semblance.studio.store;
