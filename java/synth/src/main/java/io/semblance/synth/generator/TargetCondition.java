package io.semblance.synth.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.Streams;
import io.semblance.synth.SynthesisException;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.train.EncodedTable;
import io.semblance.synth.train.TrainingOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The target as condition (Mirza and Osindero 2014): the generator is told the target's numbers of
 * a row, makes the others, and the critic sees the whole row. So generated targets have the
 * frequencies of the table.
 */
final class TargetCondition implements Conditioning {
  static final String ENTRY = "target.json";

  /** A measured target is drawn from this many of its quantiles. */
  private static final int MOST_STATES = 1_000;

  private final Layout layout;
  private final List<Block> blocks;
  private final int width;
  private final States states;
  private final CategoricalDraw draw;

  /**
   * What the target can be.
   *
   * @param column the target
   * @param numbers of each state, as encoded
   * @param shares of the rows
   */
  record States(String column, float[][] numbers, double[] shares) {}

  TargetCondition(Layout layout, States states) {
    this.layout = layout;
    this.blocks = layout.blocksOf(states.column());
    this.width = blocks.stream().mapToInt(Block::width).sum();
    this.states = states;
    this.draw = new CategoricalDraw(states.shares());
  }

  /**
   * Reads the states of a target off a table.
   *
   * @throws SynthesisException if the target takes no part in the encoded row
   */
  static TargetCondition of(EncodedTable data, String target) {
    List<Block> blocks = data.layout().blocksOf(target);
    if (blocks.isEmpty()) {
      throw new SynthesisException(
          "The target "
              + target
              + " is a constant or an identifier: there is nothing to condition on. Name another"
              + " target, or take a model without conditions");
    }
    TreeMap<float[], Integer> counts = new TreeMap<>(Arrays::compare);
    for (int r = 0; r < data.count(); r++) {
      counts.merge(numbers(data, r, blocks), 1, Integer::sum);
    }
    List<float[]> numbers = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    if (counts.size() <= MOST_STATES) {
      counts.forEach(
          (state, count) -> {
            numbers.add(state);
            shares.add((double) count / data.count());
          });
    } else {
      quantiles(counts, data.count(), numbers);
      numbers.forEach(state -> shares.add(1.0 / MOST_STATES));
    }
    return new TargetCondition(
        data.layout(),
        new States(
            target,
            numbers.toArray(float[][]::new),
            shares.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static float[] numbers(EncodedTable data, int row, List<Block> blocks) {
    float[] numbers = new float[blocks.stream().mapToInt(Block::width).sum()];
    int at = 0;
    for (Block b : blocks) {
      System.arraycopy(data.rows(), row * data.width() + b.offset(), numbers, at, b.width());
      at += b.width();
    }
    return numbers;
  }

  /** Evenly spread over the rows in the order of their states. */
  private static void quantiles(TreeMap<float[], Integer> counts, int rows, List<float[]> to) {
    long seen = 0;
    for (var e : counts.entrySet()) {
      seen += e.getValue();
      while (to.size() < MOST_STATES && (to.size() + 0.5) / MOST_STATES * rows <= seen) {
        to.add(e.getKey());
      }
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void draw(long seed, long firstRow, int count, float[] out) {
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      Philox.block(seed, Streams.SAMPLE_CATEGORY, firstRow + i, 0, words, 0);
      int state = draw.at(Philox.uniform(words[0]));
      System.arraycopy(states.numbers()[state], 0, out, i * width, width);
    }
  }

  @Override
  public Node impose(Node rows, Node condition, double certainty) {
    List<Node> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    for (Block b : blocks) {
      if (b.offset() > from) {
        parts.add(Ops.slice(rows, 1, from, b.offset() - from));
      }
      Node own = Ops.slice(condition, 1, at, b.width());
      boolean scalar = b.kind() == Block.Kind.SCALAR;
      parts.add(scalar || certainty == 1 ? own : Ops.mul(own, certainty));
      from = b.offset() + b.width();
      at += b.width();
    }
    if (from < layout.width()) {
      parts.add(Ops.slice(rows, 1, from, layout.width() - from));
    }
    return Ops.concat(1, parts);
  }

  @Override
  public int judgedWidth() {
    return layout.width();
  }

  @Override
  public Node judged(Node rows, Node condition) {
    return rows; // they hold the target
  }

  @Override
  public Node disobedience(Node scores, Node condition) {
    return null;
  }

  @Override
  public Training training(int count) {
    return new Training() {
      @Override
      public Node condition(Node real, Counter counter) {
        return Ops.concat(
            1, blocks.stream().map(b -> Ops.slice(real, 1, b.offset(), b.width())).toList());
      }

      @Override
      public void begin(Session session, EncodedTable data) {}

      @Override
      public void beginEpoch(Session session, long seed, int epoch, int[] order) {
        TrainingOrder.shuffle(seed, epoch, order);
      }
    };
  }

  @Override
  public void write(ArchiveWriter archive) {
    archive.put(ENTRY, ArchiveWriter.json(states));
  }

  static TargetCondition read(JsonNode json, Layout layout, ArchiveReader archive) {
    States states = archive.value(json, States.class, ENTRY);
    int width =
        states.column() == null
            ? 0
            : layout.blocksOf(states.column()).stream().mapToInt(Block::width).sum();
    boolean fits =
        width > 0
            && states.numbers() != null
            && states.shares() != null
            && states.numbers().length == states.shares().length
            && Arrays.stream(states.numbers()).allMatch(n -> n != null && n.length == width)
            && Arrays.stream(states.shares()).allMatch(share -> share >= 0 && share <= 1)
            && Arrays.stream(states.shares()).sum() > 0;
    if (!fits) {
      throw new ModelFileException(
          archive.where(ENTRY) + " describes no target of this table's encoders");
    }
    return new TargetCondition(layout, states);
  }
}
