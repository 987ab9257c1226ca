package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitProgress;
import java.nio.file.Path;

/**
 * Follows a job and may end it. Called on the thread that runs the job; what is not overridden does
 * nothing. Ending ({@link #cancelled}) is heeded while a model is trained: what has been learnt is
 * saved.
 */
public interface JobListener extends FitListener {
  /** The parts of a job, in order; a job has those that it needs. */
  enum Phase {
    /** A model is trained and saved. */
    FITTING,
    /** Rows are drawn and written. */
    DRAWING,
    /** Rows are scored and reports written. */
    JUDGING
  }

  /** How far training is; a few times per second at most. */
  @Override
  default void progress(FitProgress progress) {}

  /**
   * Whether to stop training soon and go on with the best model so far, as at the end of a budget.
   * Ending the whole job is {@link #cancelled}.
   */
  default boolean enough() {
    return false;
  }

  /**
   * Rows of a model on the way, where {@link #watches}. The tables may be kept, but not for long:
   * they are large.
   *
   * @param heldOut real rows that it does not learn from; null if none are held out
   */
  default void looked(Table heldOut, Table rows) {}

  /** A part of the job begins. */
  default void begins(Phase phase) {}

  /** The model lies in its file. */
  default void modelSaved(Path file) {}

  /** All synthetic rows lie in their file. */
  default void rowsWritten(long rows, String place) {}

  /** The next step of judging, in a few words. */
  default void judging(String step) {}

  /** Judging is done; reports are written next. */
  default void judged(QualityReport report) {}

  /** Ignores everything. */
  static JobListener silent() {
    return new JobListener() {};
  }
}
