package io.semblance.studio.job;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
  /** Waits for its turn. */
  QUEUED,
  /** A model is trained. */
  FITTING,
  /** Rows are drawn. */
  DRAWING,
  /** Rows are judged. */
  JUDGING,
  /** All is there. */
  DONE,
  /** Training waits, from its last checkpoint on, to go on. */
  PAUSED,
  /** Ended before there was anything to show. */
  CANCELLED,
  /** Could not be done. */
  FAILED;

  /** Whether a job in this state is worked on. */
  public boolean running() {
    return this == FITTING || this == DRAWING || this == JUDGING;
  }

  /** Whether nothing more will happen by itself. */
  public boolean atRest() {
    return this == DONE || this == PAUSED || this == CANCELLED || this == FAILED;
  }

  /** As JSON has it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
