package io.semblance.quality;

/**
 * One sentence of the verdict.
 *
 * @param code what it is about, such as {@code joint_structure_lost}; see {@code docs/scores.md}
 * @param level how it speaks of the table
 * @param text the sentence
 * @param evidence the figures behind it
 */
public record Finding(String code, Level level, String text, String evidence) {

  /** How a finding speaks of the table. */
  public enum Level {
    GOOD,
    CAUTION,
    BAD
  }
}
