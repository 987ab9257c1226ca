/**
 * Tables as rows of numbers that a network can learn, and back. Every column has an encoder that is
 * chosen from its own distribution, can be seen and can be changed.
 */
package io.semblance.data.encode;
