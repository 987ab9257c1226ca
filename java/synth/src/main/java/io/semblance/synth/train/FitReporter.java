package io.semblance.synth.train;

import io.semblance.data.Table;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.FitProgress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells a listener how far one fit is, and knows how long it has taken: phases, losses, the rest of
 * the time, and what must be said in words.
 */
public final class FitReporter {
  private static final long NANOS_BETWEEN_REPORTS = 200_000_000L;

  /** The pace is that of so many last seconds: the first steps are slow, being compiled. */
  private static final double PACE_SECONDS = 10;

  /** No pace is told of less. */
  private static final double LEAST_PACE_SECONDS = 1;

  private final FitOptions options;
  private final FitListener listener;
  private static final long NANOS_BETWEEN_PREVIEWS = 3_000_000_000L;

  /** For so many times what a preview took there is no other. */
  private static final long PREVIEW_PART = 40;

  private final int tableRows;
  private final List<String> events = new ArrayList<>();
  private final LongSupplier nanos;
  private long start;
  private long last;
  private long nextPreview;

  /** Reports of the last seconds, the oldest first. */
  private final Deque<Mark> marks = new ArrayDeque<>();

  /** How many rows had been trained on at a time, in seconds. */
  private record Mark(double seconds, long rows) {}

  /**
   * @param tableRows rows of the training table
   */
  public FitReporter(FitOptions options, FitListener listener, int tableRows) {
    this(options, listener, tableRows, System::nanoTime);
  }

  /**
   * @param nanos the clock
   */
  FitReporter(FitOptions options, FitListener listener, int tableRows, LongSupplier nanos) {
    this.options = options;
    this.listener = listener;
    this.tableRows = tableRows;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /**
   * Where training stands.
   *
   * @param epochs in all; 0 if that is open
   */
  record Position(int epoch, int epochs, long step, int batch) {}

  /** Whether it is time to show rows of the model, as far as that has been cheap. */
  boolean previewDue() {
    return listener.watches() && nanos.getAsLong() >= nextPreview;
  }

  /**
   * Makes rows and shows them.
   *
   * @param rows null if the model cannot tell any yet
   */
  void preview(Supplier<Table> rows) {
    long from = nanos.getAsLong();
    Table made = rows.get();
    if (made != null) {
      listener.preview(made);
    }
    long now = nanos.getAsLong();
    nextPreview = now + Math.max(NANOS_BETWEEN_PREVIEWS, PREVIEW_PART * (now - from));
  }

  /** A phase without steps begins. */
  public void phase(String name) {
    training(name, new Position(0, 0, 0, 0), Map.of(), Double.NaN);
  }

  /** Something that the user must hear of; provenance keeps it too. */
  public void event(String words) {
    events.add(words);
    listener.warning(words);
  }

  /** A model that has codes of its own for all columns says which encoders it does not use. */
  public void ownCodes(String synthesizer) {
    Set<String> asked = options.encoder().encoders().keySet();
    if (!asked.isEmpty()) {
      event(
          synthesizer
              + " has codes of its own for all columns; the encoders that were asked for ("
              + String.join(", ", asked)
              + ") are not used");
    }
  }

  /** All that was said by {@link #event}, in order. */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** Time that the fit has taken, that before a resumption included. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** A resumed fit has taken this long already; {@code earlier} was said before. */
  void resume(Duration taken, List<String> earlier) {
    start = nanos.getAsLong() - taken.toNanos();
    events.removeAll(earlier); // what is found in the table is found again
    events.addAll(0, earlier);
  }

  boolean outOfTime() {
    return options.budget() != null && elapsed().compareTo(options.budget()) >= 0;
  }

  /** How much of the budget is gone, 0 to 1; 0 without one. */
  double shareOfBudget() {
    return options.budget() == null
        ? 0
        : Math.min(1, (double) elapsed().toNanos() / options.budget().toNanos());
  }

  boolean cancelled() {
    return listener.cancelled();
  }

  /** Whether so much time has gone by that the listener should hear of it. */
  boolean due() {
    return nanos.getAsLong() - last > NANOS_BETWEEN_REPORTS;
  }

  void training(String phase, Position at, Map<String, Double> losses, double validation) {
    last = nanos.getAsLong();
    Duration elapsed = Duration.ofNanos(last - start);
    long seen = at.step() * at.batch();
    double pace = seen > 0 ? pace(new Mark(elapsed.toNanos() / 1e9, seen)) : 0;
    Duration remaining = null;
    boolean cut = false; // whether the budget ends it before the last epoch
    if (pace > 0 && at.epochs() > 0) {
      double planned = (double) at.epochs() * tableRows;
      remaining = Duration.ofMillis((long) (1000 * Math.max(0, planned - seen) / pace));
    }
    if (seen > 0 && options.budget() != null) {
      Duration rest = options.budget().minus(elapsed);
      if (remaining == null || rest.compareTo(remaining) < 0) {
        remaining = rest;
        cut = true;
      }
    }
    listener.progress(
        new FitProgress(
            phase,
            at.epoch(),
            cut ? 0 : at.epochs(),
            at.step(),
            losses,
            pace,
            elapsed,
            remaining,
            validation));
  }

  /** Rows a second of late; 0 while there is little to tell it by, or after training went back. */
  private double pace(Mark now) {
    while (marks.size() > 1 && now.seconds() - marks.peekFirst().seconds() > PACE_SECONDS) {
      marks.removeFirst();
    }
    marks.addLast(now);
    double seconds = now.seconds() - marks.peekFirst().seconds();
    long rows = now.rows() - marks.peekFirst().rows();
    return seconds < LEAST_PACE_SECONDS || rows <= 0 ? 0 : rows / seconds;
  }
}
