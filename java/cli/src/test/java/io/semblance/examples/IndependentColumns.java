package io.semblance.examples;

import io.semblance.data.Schema;
import io.semblance.data.Table;
import io.semblance.data.encode.Block;
import io.semblance.data.encode.TableEncoder;
import io.semblance.engine.random.Philox;
import io.semblance.synth.DrawContext;
import io.semblance.synth.FitListener;
import io.semblance.synth.FitOptions;
import io.semblance.synth.Hyperparameter;
import io.semblance.synth.Model;
import io.semblance.synth.ModelCodec;
import io.semblance.synth.Provenance;
import io.semblance.synth.RowSource;
import io.semblance.synth.Settings;
import io.semblance.synth.archive.ArchiveReader;
import io.semblance.synth.archive.ArchiveWriter;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.perclass.ClasswiseSynthesizer;
import io.semblance.synth.train.EncodedTable;
import java.util.List;

/** A family of one's own: every column by itself. With one model per class, a naive Bayes model. */
public final class IndependentColumns extends ClasswiseSynthesizer {
  /** Streams of random numbers that nobody else uses. */
  private static final int STREAM = 9_000;

  @Override
  public String name() {
    return "independent";
  }

  @Override
  public String description() {
    return "Every column by itself";
  }

  @Override
  public String advice() {
    return "an example of a family from outside; the floor of every score";
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of();
  }

  @Override
  protected void check(Settings settings, FitOptions options) {}

  @Override
  protected Model fit(Table table, Settings settings, FitOptions options, FitListener listener) {
    EncodedTable data = EncodedTable.of(table, options.encoder());
    Provenance.Training training = new Provenance.Training("columns counted", List.of(), List.of());
    Provenance provenance = Provenance.of(name(), options, settings.values(), table, "", training);
    return new Columns(data.encoder(), data.shares(), provenance);
  }

  /** Scalars are evenly spread ranks; of each softmax block a state by its share. */
  public record Columns(TableEncoder encoder, double[][] shares, Provenance provenance)
      implements Model {
    @Override
    public Schema schema() {
      return encoder.schema();
    }

    @Override
    public String describe() {
      return "independent columns\n" + encoder.describe();
    }

    @Override
    public int partRows() {
      return 4 * DrawContext.BATCH;
    }

    @Override
    public RowSource open(DrawContext context) {
      return new RowSource() {
        @Override
        public Table draw(long firstRow, int count) {
          float[] rows = new float[count * encoder.layout().width()];
          for (int i = 0; i < count; i++) {
            fill(context.seed(), firstRow + i, rows, i * encoder.layout().width());
          }
          return encoder.decode(rows, count, firstRow, context.seed());
        }

        @Override
        public void close() {}
      };
    }

    /** Row n depends on the seed and n alone: that is what makes jobs divisible. */
    private void fill(long seed, long row, float[] rows, int at) {
      int[] words = new int[4];
      int softmax = 0;
      for (Block block : encoder.layout().blocks()) {
        Philox.block(seed, STREAM + block.offset(), row, 0, words, 0);
        double u = Philox.uniform(words[0]);
        if (block.kind() == Block.Kind.SCALAR) {
          rows[at + block.offset()] = (float) (2 * u - 1);
        } else {
          double[] share = shares[softmax++];
          int state = 0;
          while (state < share.length - 1 && (u -= share[state]) >= 0) {
            state++;
          }
          rows[at + block.offset() + state] = 1;
        }
      }
    }
  }

  /** How it is written and read: named, like the synthesizer, in META-INF/services. */
  public static final class Codec implements ModelCodec<Columns> {
    @Override
    public String kind() {
      return "independent";
    }

    @Override
    public Class<Columns> type() {
      return Columns.class;
    }

    @Override
    public void write(Columns model, ArchiveWriter archive) {
      archive.put("encoder.json", model.encoder().toJson());
      archive.put("shares.json", ArchiveWriter.json(model.shares()));
    }

    @Override
    public Columns read(ArchiveReader archive, Provenance provenance) {
      TableEncoder encoder =
          TableEncoder.fromJson(archive.text("encoder.json"), archive.where("encoder.json"));
      double[][] shares =
          archive.value(archive.json("shares.json"), double[][].class, "shares.json");
      long softmaxes =
          encoder.layout().blocks().stream().filter(b -> b.kind() == Block.Kind.SOFTMAX).count();
      if (shares == null || shares.length != softmaxes) {
        throw new ModelFileException(archive.where("shares.json") + " does not fit the encoder");
      }
      return new Columns(encoder, shares, provenance);
    }
  }
}
