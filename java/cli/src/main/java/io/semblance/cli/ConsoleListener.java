package io.semblance.cli;

import io.semblance.flow.JobListener;
import io.semblance.quality.QualityReport;
import io.semblance.synth.FitProgress;
import java.nio.file.Path;
import java.util.Locale;

/** Tells the console what a job does, and the job of Ctrl-C. */
final class ConsoleListener implements JobListener {
  private final Console console;
  private final Interrupts interrupts;
  private final ProgressPrinter training;
  private JudgingProgress judging;

  ConsoleListener(Console console, Interrupts interrupts) {
    this.console = console;
    this.interrupts = interrupts;
    this.training = new ProgressPrinter(console, interrupts);
  }

  @Override
  public void progress(FitProgress progress) {
    training.progress(progress);
  }

  @Override
  public boolean cancelled() {
    return interrupts.cancelled();
  }

  @Override
  public void begins(Phase phase) {
    if (phase != Phase.FITTING) {
      interrupts.atOnce(); // nothing is lost that the saved model could not make again
    }
    if (phase == Phase.JUDGING) {
      judging = new JudgingProgress(console);
    }
  }

  @Override
  public void notice(String words) {
    console.say(words);
  }

  @Override
  public void warning(String sentence) {
    console.warn(sentence);
  }

  @Override
  public void modelSaved(Path file) {
    console.say("model saved: " + file);
  }

  @Override
  public void rowsWritten(long rows, String file) {
    console.say(String.format(Locale.ROOT, "%,d rows written: %s", rows, file));
  }

  @Override
  public void judging(String step) {
    judging.accept(step);
  }

  @Override
  public void judged(QualityReport report) {
    judging.done();
  }
}
