/** What rows are to satisfy: for some columns the cells that they may have. */
package io.semblance.data.condition;
