package io.semblance.engine.cpu;

/**
 * Where the elements of a buffer are: element i is {@code array[at + i]}.
 *
 * @param array row-major elements, perhaps of other buffers too
 * @param at place of the first element
 */
public record Memory(float[] array, int at) {}
