package io.semblance.quality;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One sentence of the verdict, with what follows from it. Immutable.
 *
 * <pre>{@code
 * Finding.bad(Topic.VALIDITY, "invalid_cells", "Cells hold what the real table cannot hold: 12.")
 *     .because("0.3% of all cells; most in age 12")
 *     .forbidding(Use.SOFTWARE, Use.SINGLE_COLUMNS, Use.STUDY)
 * }</pre>
 *
 * <p>What a table is fit for follows from {@code forbids} and {@code supports} alone; the code is a
 * name for readers of the JSON and decides nothing.
 *
 * @param topic what it is about, which decides its place in the verdict
 * @param code its name in JSON, such as {@code joint_structure_lost}; see {@code docs/scores.md}
 * @param level how it speaks of the table
 * @param statement what was found, one sentence or more
 * @param remedy what to do about it, in sentences; may be empty
 * @param evidence the figures behind it; may be empty
 * @param forbids what the table is not fit for because of it
 * @param supports what it shows the table to be fit for
 */
public record Finding(
    Topic topic,
    String code,
    Level level,
    String statement,
    String remedy,
    String evidence,
    Set<Use> forbids,
    Set<Use> supports) {

  /** How a finding speaks of the table. */
  public enum Level {
    GOOD,
    CAUTION,
    BAD
  }

  /** What a finding is about. Of the findings of one level, the first topics are told first. */
  public enum Topic {
    /** The sentence that says what the table may be used for: always the first of a verdict. */
    USES,
    COPYING,
    STRUCTURE,
    MODES,
    UTILITY,
    SERIES,
    VALIDITY,
    VARIETY,
    DETECTION
  }

  public Finding {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(evidence, "evidence");
    forbids = Set.copyOf(forbids);
    supports = Set.copyOf(supports);
  }

  /** A finding without remedy, evidence and consequences, to be given them. */
  static Finding of(Topic topic, String code, Level level, String statement) {
    return new Finding(topic, code, level, statement, "", "", Set.of(), Set.of());
  }

  static Finding good(Topic topic, String code, String statement) {
    return of(topic, code, Level.GOOD, statement);
  }

  static Finding caution(Topic topic, String code, String statement) {
    return of(topic, code, Level.CAUTION, statement);
  }

  /** Needs a use that it forbids before it may stand in a verdict. */
  static Finding bad(Topic topic, String code, String statement) {
    return of(topic, code, Level.BAD, statement);
  }

  Finding because(String figures) {
    return new Finding(topic, code, level, statement, remedy, figures, forbids, supports);
  }

  Finding advising(String whatToDo) {
    return new Finding(topic, code, level, statement, whatToDo, evidence, forbids, supports);
  }

  Finding forbidding(Use first, Use... more) {
    Set<Use> uses = EnumSet.of(first, more);
    return new Finding(topic, code, level, statement, remedy, evidence, uses, supports);
  }

  Finding supporting(Use first, Use... more) {
    Set<Use> uses = EnumSet.of(first, more);
    return new Finding(topic, code, level, statement, remedy, evidence, forbids, uses);
  }

  /** Statement and remedy, as they are told. */
  public String text() {
    return String.join(" ", remedy.isEmpty() ? List.of(statement) : List.of(statement, remedy));
  }
}
