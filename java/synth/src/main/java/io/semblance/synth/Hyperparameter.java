package io.semblance.synth;

/**
 * A setting of a synthesizer.
 *
 * @param name as given to {@code --set name=value}
 * @param defaultValue what it is when nothing is said, in the same notation
 * @param meaning one line with its unit
 */
public record Hyperparameter(String name, String defaultValue, String meaning) {}
