package io.semblance.synth.cart;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.TokenEncoder;
import io.semblance.engine.random.Philox;
import io.semblance.synth.DrawContext;
import io.semblance.synth.Model;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import java.util.List;

/** Trees of a table with its codes. */
public final class CartModel implements Model {
  private static final int PART = 4 * DrawContext.BATCH;

  private final TokenEncoder encoder;
  private final List<CodeTree> trees;
  private final List<CodeBins> bins;
  private final Provenance provenance;

  /**
   * @param trees one for each variable
   */
  CartModel(TokenEncoder encoder, List<CodeTree> trees, Provenance provenance) {
    this.encoder = encoder;
    this.trees = List.copyOf(trees);
    this.bins = encoder.variables().stream().map(CodeBins::of).toList();
    this.provenance = provenance;
  }

  TokenEncoder encoder() {
    return encoder;
  }

  List<CodeTree> trees() {
    return trees;
  }

  @Override
  public Schema schema() {
    return encoder.schema();
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public String describe() {
    long leaves = 0;
    for (CodeTree tree : trees) {
      for (int feature : tree.feature()) {
        leaves += feature < 0 ? 1 : 0;
      }
    }
    return provenance.synthesizer()
        + ", "
        + trees.size()
        + " trees with "
        + leaves
        + " leaves\n"
        + encoder.describe();
  }

  @Override
  public int partRows() {
    return PART;
  }

  @Override
  public RowSource open(DrawContext context) {
    return new RowSource() {
      @Override
      public Table draw(long firstRow, int count) {
        float[] codes = codes(firstRow, count, context.seed());
        return encoder.decode(codes, count, firstRow, context.seed());
      }

      @Override
      public void close() {}
    };
  }

  private float[] codes(long firstRow, int count, long seed) {
    int width = trees.size();
    float[] codes = new float[Math.multiplyExact(count, width)];
    byte[] drawn = new byte[width];
    int[] words = new int[4];
    for (int row = 0; row < count; row++) {
      for (int v = 0; v < width; v++) {
        if (v % 4 == 0) {
          Philox.block(seed, CartStreams.DRAWS, firstRow + row, v / 4, words, 0);
        }
        int code = trees.get(v).draw(drawn, Philox.uniform(words[v % 4]));
        codes[row * width + v] = code;
        drawn[v] = bins.get(v).ofCode()[code];
      }
    }
    return codes;
  }
}
