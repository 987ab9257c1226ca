package io.semblance.quality.series;

import io.semblance.data.series.Sequences;
import io.semblance.data.series.TimeAxis;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * At which phases of the week windows begin. Synthetic windows lie end to end, so those of a day
 * may all begin at midnight; real ones that begin at noon would be told from them for no fault of
 * theirs. Then real windows count that begin when synthetic ones do.
 */
final class Phases implements Cuts.Starts {
  private static final double WEEK = 7 * 86_400_000.0;
  private static final double REGULAR = .9;
  private static final int MOST_PHASES = 7 * 24 * 3_600;

  /** Fewer windows of a phase are too few to judge by. */
  static final int FEWEST = 2 * Discrimination.FEWEST;

  private final double[][] times;
  private final double interval;
  private final boolean[] begun;

  private Phases(Sequences real, int phases) {
    this.times = IntStream.range(0, real.count()).mapToObj(real::times).toArray(double[][]::new);
    this.interval = real.interval();
    this.begun = new boolean[phases];
  }

  /** Where real windows begin as synthetic ones do; empty where that leaves all, or too few. */
  static Optional<Phases> of(Sequences real, Sequences synthetic, Cuts syntheticCuts) {
    boolean timed = real.axis().map(TimeAxis::calendar).orElse(false);
    double steps = WEEK / real.interval();
    if (!timed
        || !(real.regularity() >= REGULAR)
        || !(steps == Math.rint(steps) && steps <= MOST_PHASES)) {
      return Optional.empty();
    }
    Phases phases = new Phases(real, (int) steps);
    for (Cuts.Place place : syntheticCuts.places()) {
      phases.begun[phases.of(synthetic.times(place.sequence())[place.from()])] = true;
    }
    long all = 0;
    long kept = 0;
    for (int s = 0; s < real.count(); s++) {
      for (int i = 0; i < phases.times[s].length; i++, all++) {
        kept += phases.at(s, i) ? 1 : 0;
      }
    }
    return kept == all || kept < FEWEST ? Optional.empty() : Optional.of(phases);
  }

  private int of(double time) {
    return (int) Math.floorMod(Math.round(time / interval), (long) begun.length);
  }

  @Override
  public boolean at(int sequence, int from) {
    return begun[of(times[sequence][from])];
  }
}
