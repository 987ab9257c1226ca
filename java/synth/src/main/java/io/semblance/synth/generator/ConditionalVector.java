package io.semblance.synth.generator;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.Layout;
import io.semblance.engine.backend.Session;
import io.semblance.engine.graph.Counter;
import io.semblance.engine.graph.Functions;
import io.semblance.engine.graph.IndexVariable;
import io.semblance.engine.graph.Node;
import io.semblance.engine.graph.Ops;
import io.semblance.engine.graph.Shape;
import io.semblance.engine.graph.Variable;
import io.semblance.engine.random.Philox;
import io.semblance.synth.CategoricalDraw;
import io.semblance.synth.Streams;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.train.EncodedTable;
import java.util.Arrays;
import java.util.List;

/**
 * Conditional vectors and training by sampling (CTGAN, Xu et al. 2019): a softmax block is chosen
 * evenly, one of its categories by the logarithm of its frequency, and a training row that has it.
 * Sampling draws categories by their true frequencies instead.
 */
final class ConditionalVector implements Conditioning {
  static final String ENTRY = "shares.json";

  private final Layout layout;
  private final List<Block> blocks;
  private final List<Integer> bounds;
  private final int scalars;
  private final int width;
  private final double[][] shares;

  /** Of the categories of each block, as in the training table. */
  private final List<CategoricalDraw> draws;

  /**
   * @param shares of the categories of each softmax block
   */
  ConditionalVector(Layout layout, double[][] shares) {
    this.layout = layout;
    this.blocks = softmaxBlocks(layout);
    this.bounds = layout.softmaxBounds();
    this.scalars = layout.scalars();
    this.width = layout.width() - scalars;
    this.shares = shares;
    this.draws = Arrays.stream(shares).map(CategoricalDraw::new).toList();
  }

  static List<Block> softmaxBlocks(Layout layout) {
    return layout.blocks().stream().filter(b -> b.kind() == Block.Kind.SOFTMAX).toList();
  }

  @Override
  public int width() {
    return width;
  }

  int blockCount() {
    return blocks.size();
  }

  /** One row of ones over each block, [blocks, width], row-major. */
  float[] masks() {
    float[] masks = new float[blocks.size() * width];
    for (int b = 0; b < blocks.size(); b++) {
      int from = b * width + blocks.get(b).offset() - scalars;
      Arrays.fill(masks, from, from + blocks.get(b).width(), 1);
    }
    return masks;
  }

  @Override
  public void draw(long seed, long firstRow, int count, float[] out) {
    Arrays.fill(out, 0);
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      int b = Philox.below(seed, Streams.SAMPLE_BLOCK, firstRow + i, blocks.size());
      Philox.block(seed, Streams.SAMPLE_CATEGORY, firstRow + i, 0, words, 0);
      int c = draws.get(b).at(Philox.uniform(words[0]));
      out[i * width + blocks.get(b).offset() - scalars + c] = 1;
    }
  }

  @Override
  public Node impose(Node rows, Node condition, double certainty) {
    return rows; // the generator learns to obey
  }

  @Override
  public int judgedWidth() {
    return layout.width() + width;
  }

  @Override
  public Node judged(Node rows, Node condition) {
    return Ops.concat(1, rows, condition);
  }

  /** CTGAN's generator loss: the cross entropy of the wanted category of the chosen block. */
  @Override
  public Node disobedience(Node scores, Node condition) {
    Node log = Functions.segmentLogSoftmax(Ops.slice(scores, 1, scalars, width), bounds);
    return Ops.neg(Ops.div(Ops.sum(Ops.mul(log, condition)), scores.shape().dim(0)));
  }

  @Override
  public Training training(int count) {
    return new BySampling(count);
  }

  private final class BySampling implements Training {
    private final Variable masks = Variable.zeros("masks", Shape.of(blockCount(), width));
    private final IndexVariable chosen;
    private BlockDraws draws;

    BySampling(int count) {
      chosen = new IndexVariable("blocks", count);
    }

    @Override
    public Node condition(Node real, Counter counter) {
      int batch = real.shape().dim(0);
      Node categories = Ops.slice(real, 1, scalars, width);
      return Ops.mul(categories, Ops.gather(masks.node(), chosen, counter, batch));
    }

    @Override
    public void begin(Session session, EncodedTable data) {
      session.set(masks, masks());
      draws = new BlockDraws(blocks, layout, data.rows(), data.count());
    }

    @Override
    public void beginEpoch(Session session, long seed, int epoch, int[] order) {
      int[] of = new int[order.length];
      draws.fill(seed, (long) epoch * order.length, order, of);
      session.set(chosen, of);
    }
  }

  /** Draws training rows and the blocks they are conditioned on. */
  static final class BlockDraws {
    private final CategoricalDraw[] logarithmic;
    private final int[][][] rowsOf;

    BlockDraws(List<Block> blocks, Layout layout, float[] rows, int count) {
      this.logarithmic = new CategoricalDraw[blocks.size()];
      this.rowsOf = new int[blocks.size()][][];
      for (int b = 0; b < rowsOf.length; b++) {
        Block block = blocks.get(b);
        int[] category = new int[count];
        int[] sizes = new int[block.width()];
        for (int r = 0; r < count; r++) {
          int at = r * layout.width() + block.offset();
          while (rows[at + category[r]] < 0.5f) {
            category[r]++;
          }
          sizes[category[r]]++;
        }
        rowsOf[b] = new int[block.width()][];
        double[] weights = new double[block.width()];
        for (int c = 0; c < sizes.length; c++) {
          rowsOf[b][c] = new int[sizes[c]];
          weights[c] = Math.log1p(sizes[c]);
        }
        int[] next = new int[block.width()];
        for (int r = 0; r < count; r++) {
          rowsOf[b][category[r]][next[category[r]]++] = r;
        }
        logarithmic[b] = new CategoricalDraw(weights);
      }
    }

    /** Fills rows and blocks for draws number {@code first} and following. */
    void fill(long seed, long first, int[] rows, int[] chosen) {
      int[] words = new int[4];
      for (int i = 0; i < rows.length; i++) {
        int b = Philox.below(seed, Streams.ORDER, first + i, rowsOf.length);
        Philox.block(seed, Streams.ORDER, first + i, 1, words, 0);
        int[] candidates = rowsOf[b][logarithmic[b].at(Philox.uniform(words[0]))];
        chosen[i] = b;
        rows[i] = candidates[(int) (Philox.uniform(words[1]) * candidates.length)];
      }
    }
  }

  @Override
  public void write(ArchiveWriter archive) {
    archive.put(ENTRY, ArchiveWriter.json(shares));
  }

  /** Reads shares, which stand in an entry of their own or, in files of format 1, in another. */
  static ConditionalVector read(JsonNode json, Layout layout, ArchiveReader archive, String name) {
    double[][] shares = archive.value(json, double[][].class, name);
    List<Block> blocks = softmaxBlocks(layout);
    boolean fits = shares != null && shares.length == blocks.size() && !blocks.isEmpty();
    for (int b = 0; fits && b < shares.length; b++) {
      fits =
          shares[b] != null
              && shares[b].length == blocks.get(b).width()
              && Arrays.stream(shares[b]).allMatch(share -> share >= 0 && share <= 1)
              && Arrays.stream(shares[b]).sum() > 0;
    }
    if (!fits) {
      throw new ModelFileException(
          archive.where(name) + " has shares that do not fit the encoder's categories");
    }
    return new ConditionalVector(layout, shares);
  }
}
