/** Counter-based random numbers. */
package io.semblance.engine.random;
