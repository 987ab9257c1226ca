package io.semblance.synth.mixture;

import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.mixed.Evidence;
import io.semblance.synth.mixed.MixedLayout;
import io.semblance.synth.mixed.NormalScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws the rows of a mixture that evidence allows. Immutable.
 *
 * <p>Components are weighed by the probability of what is asked of categories and of the numbers
 * whose intervals are independent in them: all of a diagonal covariance, the rarest one of a full
 * one. The other intervals are met number by number, each drawn within its own given those before
 * it (Geweke 1991, Hajivassiliou and McFadden 1998). Components are weighed by the most that the
 * probabilities of these can be, and a row is taken with the product of what they are by what they
 * can be, which makes the draw exact. Tries are keyed by row and number of the try.
 */
final class ConditionedMixture {
  private static final int PILOT = 20_000;
  private static final long PILOT_SEED = 0x6d697874757265L;

  /** Rarer than this under its proposal is a corner that nobody waits for. */
  private static final double LEAST = 1e-6;

  /** Of rows that are rarer than this not even rounding is sure. */
  private static final double NEVER = 1e-12;

  /** Where no fewer tries are taken any number of rows is drawn. */
  private static final double COMMON = .05;

  /** Tries that are made for one sample at most, where few are taken; that takes minutes. */
  private static final double MOST_TRIES = 1e8;

  /** A row may need so many times the tries that are expected. */
  private static final double PATIENCE = 200;

  private final Mixture mixture;
  private final Evidence evidence;

  /** Numbers in the order in which they are drawn: those that are held go first. */
  private final int[] order;

  /** Whether the components are weighed by a number's interval, by number. */
  private final boolean[] weighed;

  /** How many of the first numbers are held to intervals. */
  private final int held;

  private final Gaussian.Chain[] chains;

  /** The most that a number's probability can be, by component and place; 1 if it is weighed. */
  private final double[][] most;

  private final CategoricalDraw components;
  private final CategoricalDraw[][] states;
  private final double accepted;
  private final double probability;

  private ConditionedMixture(Mixture mixture, Evidence evidence) {
    this.mixture = mixture;
    this.evidence = evidence;
    MixedLayout layout = mixture.layout();
    List<Integer> asked =
        IntStream.range(0, layout.numbers())
            .filter(evidence::holds)
            .boxed()
            .sorted(Comparator.comparingDouble(this::share))
            .toList();
    this.held = asked.size();
    this.order =
        IntStream.concat(
                asked.stream().mapToInt(j -> j),
                IntStream.range(0, layout.numbers()).filter(j -> !evidence.holds(j)))
            .toArray();
    this.weighed = new boolean[layout.numbers()];
    boolean independent = Covariance.of(mixture) == Covariance.DIAGONAL;
    for (int place = 0; place < (independent ? held : Math.min(1, held)); place++) {
      weighed[order[place]] = true;
    }
    this.chains =
        Arrays.stream(mixture.gaussians()).map(g -> g.chain(order)).toArray(Gaussian.Chain[]::new);
    this.most = new double[mixture.size()][held];
    double[] weights = mixture.weights().clone();
    double[][][] shares = new double[weights.length][layout.categories().size()][];
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= weight(k, shares[k]);
      for (int place = 0; place < held; place++) {
        most[k][place] = weighed[order[place]] ? 1 : most(k, place);
        weights[k] *= most[k][place];
      }
    }
    double all = Arrays.stream(weights).sum();
    this.components = all > 0 ? new CategoricalDraw(weights) : null;
    this.states =
        Arrays.stream(shares)
            .map(of -> Arrays.stream(of).map(CategoricalDraw::new).toArray(CategoricalDraw[]::new))
            .toArray(CategoricalDraw[][]::new);
    this.accepted = all > 0 ? acceptance() : 0;
    this.probability = all * accepted;
  }

  /**
   * Of what evidence allows.
   *
   * @return null where it has no probability
   * @throws SynthesisException where its probability is so small that no row would come
   */
  static ConditionedMixture of(Mixture mixture, Evidence evidence) {
    ConditionedMixture made = new ConditionedMixture(mixture, evidence);
    if (made.components == null) {
      return null;
    }
    if (made.accepted < LEAST || made.probability < NEVER) {
      throw new SynthesisException(
          "Hardly any row of this model satisfies what is asked of "
              + String.join(", ", evidence.said().columns().keySet())
              + " together: ask for less");
    }
    return made;
  }

  /**
   * Refuses what would take hours.
   *
   * @throws SynthesisException if more rows would have to be tried than anyone waits for
   */
  void check(long rows) {
    if (accepted < COMMON && rows / accepted > MOST_TRIES) {
      throw new SynthesisException(
          String.format(
              Locale.ROOT,
              "Of these ranges together one try of %,.0f is taken, so that some %,.0f would have to"
                  + " be made for %,d rows; at most %,.0f are. Ask for at most %,d rows",
              1 / accepted,
              rows / accepted,
              rows,
              MOST_TRIES,
              (long) (MOST_TRIES * accepted)));
    }
  }

  Evidence evidence() {
    return evidence;
  }

  /** Of the condition. */
  double probability() {
    return probability;
  }

  /** The probability of a number's intervals in the whole mixture, in states that are allowed. */
  private double share(int number) {
    double sum = 0;
    double whole = 0;
    for (int k = 0; k < mixture.size(); k++) {
      double mean = mixture.gaussians()[k].mean()[number];
      double deviation = marginalDeviation(k, number);
      int gate = mixture.layout().gate(number);
      if (gate < 0) {
        sum += mixture.weights()[k] * evidence.probability(number, 0, mean, deviation);
        whole += mixture.weights()[k];
        continue;
      }
      double[] logs = mixture.logProbabilities()[k][gate];
      for (int s = 0; s < logs.length; s++) {
        double share = mixture.weights()[k] * Math.exp(logs[s]);
        sum += share * evidence.weight(gate, s, mean, deviation);
        whole += evidence.allows(gate, s) ? share : 0;
      }
    }
    return whole > 0 ? sum / whole : 0;
  }

  private double marginalDeviation(int component, int number) {
    int[] others =
        IntStream.concat(
                IntStream.of(number),
                IntStream.range(0, mixture.layout().numbers()).filter(j -> j != number))
            .toArray();
    return mixture.gaussians()[component].chain(others).deviation(0);
  }

  /** What a component says of all but the numbers that are not weighed; fills in its shares. */
  private double weight(int k, double[][] shares) {
    MixedLayout layout = mixture.layout();
    double weight = 1;
    for (int v = 0; v < shares.length; v++) {
      int number = layout.gated(v);
      boolean counts = number >= 0 && weighed[number];
      shares[v] = new double[layout.categories().get(v).states()];
      for (int s = 0; s < shares[v].length; s++) {
        double own = evidence.allows(v, s) ? 1 : 0;
        if (counts) {
          own = evidence.weight(v, s, mean(k, number), deviation(k, number));
        }
        shares[v][s] = Math.exp(mixture.logProbabilities()[k][v][s]) * own;
      }
      weight *= Arrays.stream(shares[v]).sum();
    }
    for (int j = 0; j < weighed.length; j++) {
      if (weighed[j] && layout.gate(j) < 0) {
        weight *= evidence.probability(j, 0, mean(k, j), deviation(k, j));
      }
    }
    return weight;
  }

  /** Whichever of the states that are allowed the number is drawn in. */
  private double most(int component, int place) {
    int number = order[place];
    double deviation = chains[component].deviation(place);
    int gate = mixture.layout().gate(number);
    if (gate < 0) {
      return evidence.mostProbability(number, 0, deviation);
    }
    double most = 0;
    for (int s = 0; s < mixture.layout().categories().get(gate).states() && most < 1; s++) {
      if (evidence.allows(gate, s)) {
        boolean silent = mixture.layout().silent()[number][s];
        most = Math.max(most, silent ? 1 : evidence.mostProbability(number, s, deviation));
      }
    }
    return most;
  }

  private double mean(int component, int number) {
    return mixture.gaussians()[component].mean()[number];
  }

  /** Of a number that is weighed, which depends on none before it. */
  private double deviation(int component, int number) {
    int place = IntStream.range(0, held).filter(p -> order[p] == number).findFirst().orElseThrow();
    return chains[component].deviation(place);
  }

  /** The mean probability with which a try is taken. */
  private double acceptance() {
    if (IntStream.range(0, held).allMatch(place -> weighed[order[place]])) {
      return 1;
    }
    Try one = new Try();
    one.early = false;
    double sum = 0;
    for (int row = 0; row < PILOT; row++) {
      sum += one.propose(PILOT_SEED, row, 0);
    }
    return sum / PILOT;
  }

  /** Fills {@code count} encoded rows from row {@code firstRow} on. */
  void draw(long seed, long firstRow, int count, float[] out) {
    MixedLayout layout = mixture.layout();
    Try one = new Try();
    Arrays.fill(out, 0, count * layout.width(), 0);
    for (int i = 0; i < count; i++) {
      long row = firstRow + i;
      for (int attempt = 0; one.propose(seed, row, attempt) <= one.lot; attempt++) {
        if (attempt > PATIENCE / accepted) {
          throw new SynthesisException(
              "None of "
                  + attempt
                  + " tries for row "
                  + row
                  + " satisfies "
                  + evidence.said()
                  + ": ask for less");
        }
      }
      one.write(out, i * layout.width());
    }
  }

  /** One try for a row; reused. */
  private final class Try {
    private final MixedLayout layout = mixture.layout();
    private final int[] words = new int[4];
    private final int[] drawn = new int[layout.categories().size()];
    private final double[] normals = new double[layout.numbers() + 3 & ~3];
    private final double[] scores = new double[layout.numbers()];

    /** In [0, 1): the try is taken if it is below its probability. */
    private double lot;

    /** Whether a try is given up as soon as it is known that it is not taken. */
    private boolean early = true;

    /** Makes a try; returns the probability with which it is to be taken. */
    double propose(long seed, long row, int attempt) {
      Philox.block(seed, MixtureStreams.COMPONENT, row, attempt, words, 0);
      int k = components.at(Philox.uniform(words[0]));
      lot = Philox.uniform(words[1], words[2]);
      int blocks = (drawn.length + 3) / 4;
      for (int v = 0; v < drawn.length; v++) {
        if (v % 4 == 0) {
          Philox.block(seed, MixtureStreams.STATES, row, attempt * blocks + v / 4, words, 0);
        }
        drawn[v] = states[k][v].at(Philox.uniform(words[v % 4]));
      }
      double taken = 1;
      for (int place = 0; place < order.length && !(early && taken <= lot); place++) {
        if (place % 4 == 0) {
          int block = attempt * (normals.length / 4) + place / 4;
          Philox.block(seed, MixtureStreams.NUMBERS, row, block, words, 0);
          Philox.normals(words[0], words[1], normals, place);
          Philox.normals(words[2], words[3], normals, place + 2);
        }
        int j = order[place];
        double mean = chains[k].mean(place, normals);
        double deviation = chains[k].deviation(place);
        if (place < held && layout.speaks(j, drawn)) {
          int own = layout.ownState(j, drawn);
          if (!weighed[j]) {
            taken *= evidence.probability(j, own, mean, deviation) / most[k][place];
          }
          normals[place] = evidence.within(j, own, mean, deviation, normals[place]);
        }
        scores[j] = mean + deviation * normals[place];
      }
      return taken;
    }

    /** Writes the last try into a row of zeros. */
    void write(float[] out, int at) {
      for (int v = 0; v < drawn.length; v++) {
        layout.categories().get(v).write(drawn[v], out, at);
      }
      for (int j = 0; j < scores.length; j++) {
        if (layout.speaks(j, drawn)) {
          out[at + j] =
              evidence.holds(j)
                  ? evidence.scalar(j, layout.ownState(j, drawn), scores[j])
                  : (float) NormalScores.scalar(scores[j]);
        }
      }
    }
  }
}
