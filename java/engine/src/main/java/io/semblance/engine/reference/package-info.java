/**
 * The scalar double-precision interpreter: slow, plain, and the truth that backends are tested
 * against.
 */
package io.semblance.engine.reference;
