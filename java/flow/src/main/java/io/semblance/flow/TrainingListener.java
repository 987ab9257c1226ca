package io.semblance.flow;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitProgress;

/**
 * What training hears of a job's listener: for training, enough is the end.
 *
 * @param heldOutOrNull rows that are kept from training
 */
record TrainingListener(JobListener job, Table heldOutOrNull) implements FitListener {
  @Override
  public void progress(FitProgress progress) {
    job.progress(progress);
  }

  @Override
  public void warning(String sentence) {
    job.warning(sentence);
  }

  @Override
  public void notice(String sentence) {
    job.notice(sentence);
  }

  @Override
  public boolean watches() {
    return job.watches();
  }

  @Override
  public void preview(Table rows) {
    job.looked(heldOutOrNull, rows);
  }

  @Override
  public boolean cancelled() {
    return job.cancelled() || job.enough();
  }
}
