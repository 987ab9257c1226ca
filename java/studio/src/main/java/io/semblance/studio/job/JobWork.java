package io.semblance.studio.job;

import io.semblance.data.Table;
import io.semblance.data.file.WholeFile;
import io.semblance.flow.JobCancelledException;
import io.semblance.flow.JobListener;
import io.semblance.flow.SynthesizeJob;
import io.semblance.quality.QualityReport;
import io.semblance.studio.http.HttpFailure;
import io.semblance.synth.FitCancelledException;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run of a job, from training to the verdict, on the thread that runs jobs. */
final class JobWork implements JobListener {
  private static final long TELL_NANOS = 1_000_000_000L;
  private static final long SAVE_NANOS = 5_000_000_000L;
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(20);

  private final StudioJob job;
  private final Watch watch;
  private final Runnable tell;
  private final BooleanSupplier closing;
  private boolean watches;
  private long nextTold;
  private long nextSaved;
  private double seconds;
  private JobState end = JobState.FAILED;
  private String words = "";

  /**
   * Work that has not begun.
   *
   * @param tell tells those who listen how the job stands
   * @param closing whether the server ends
   */
  JobWork(StudioJob job, Watch watch, Runnable tell, BooleanSupplier closing) {
    this.job = job;
    this.watch = watch;
    this.tell = tell;
    this.closing = closing;
  }

  /** How it ended. */
  JobState end() {
    return end;
  }

  /** Why it failed; empty if it did not. */
  String words() {
    return words;
  }

  /** Does it all; what goes wrong is told by {@link #end}. */
  void run(Supplier<Table> table) {
    try {
      job.save();
      end = worked(table.get());
    } catch (FitCancelledException e) {
      end = ended();
      if (end == JobState.FAILED) {
        words =
            "This model is whole or not at all: it cannot be stopped and kept. Try again, and let it"
                + " come to its end.";
      }
    } catch (Exception | Error e) { // whatever it is: a job must not stay as if it ran
      HttpFailure failure = HttpFailure.of(e);
      words = failure.getMessage() + (failure.remedy().isEmpty() ? "" : ". " + failure.remedy());
    }
  }

  private JobState worked(Table table) throws IOException {
    FitOptions options =
        job.request().fitOptions().toBuilder()
            .checkpoint(job.checkpoint())
            .checkpointEvery(CHECKPOINT_EVERY)
            .resume(job.resumed() && job.hasCheckpoint())
            .build();
    SynthesizeJob.Builder synthesize =
        SynthesizeJob.builder()
            .table(table)
            .synthesizer(job.request().synthesizer())
            .options(options)
            .directory(job.results())
            .title("Synthetic rows of " + job.name());
    if (job.request().rows() != null) {
      synthesize.rows(job.request().rows());
    }
    watches = options.series() == null;
    try {
      synthesize.build().run(this);
      return JobState.DONE;
    } catch (JobCancelledException e) {
      return ended();
    } catch (CancelledWhileJudging e) {
      return closing.getAsBoolean() ? JobState.PAUSED : JobState.CANCELLED;
    }
  }

  /** What the end of training was asked for. */
  private JobState ended() {
    return switch (job.wish()) {
      case CANCEL -> JobState.CANCELLED;
      case ENOUGH -> JobState.FAILED;
      case PAUSE, NONE -> JobState.PAUSED; // or the server ends
    };
  }

  /** Thrown through a job by its listener. */
  private static final class CancelledWhileJudging extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void progress(FitProgress progress) {
    seconds = job.progress(progress);
    long now = System.nanoTime();
    if (now >= nextTold) {
      nextTold = now + TELL_NANOS;
      tell.run();
    }
    if (now >= nextSaved) {
      nextSaved = now + SAVE_NANOS;
      watch.later(this::saveHistory);
    }
  }

  /** A chart that cannot be saved is no reason to lose a fit. */
  private void saveHistory() {
    try {
      job.saveHistory();
    } catch (IOException e) {
      job.note("how training goes cannot be saved: " + WholeFile.reason(e));
    }
  }

  @Override
  public boolean watches() {
    return watches;
  }

  @Override
  public void looked(Table heldOut, Table rows) {
    watch.offer(heldOut, rows, seconds, job.history());
  }

  @Override
  public boolean cancelled() {
    return closing.getAsBoolean()
        || job.wish() == StudioJob.Wish.PAUSE
        || job.wish() == StudioJob.Wish.CANCEL;
  }

  @Override
  public boolean enough() {
    return job.wish() == StudioJob.Wish.ENOUGH;
  }

  @Override
  public void begins(Phase phase) {
    checkCancelled(phase);
    if (phase != Phase.FITTING && job.wish() != StudioJob.Wish.CANCEL) {
      job.wish(StudioJob.Wish.NONE); // training was over before it could be paused
    }
    job.state(
        switch (phase) {
          case FITTING -> JobState.FITTING;
          case DRAWING -> JobState.DRAWING;
          case JUDGING -> JobState.JUDGING;
        });
    tell.run();
  }

  private void checkCancelled(Phase phase) {
    if (phase != Phase.FITTING && (closing.getAsBoolean() || job.wish() == StudioJob.Wish.CANCEL)) {
      throw new CancelledWhileJudging();
    }
  }

  @Override
  public void judging(String step) {
    checkCancelled(Phase.JUDGING);
    job.step(step);
    tell.run();
  }

  @Override
  public void judged(QualityReport report) {
    job.judged(report);
  }

  @Override
  public void notice(String words) {
    job.note(words);
  }

  @Override
  public void warning(String sentence) {
    job.note(sentence);
  }
}
