package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.NumericColumn;
import io.semblance.data.ValueGrid;
import java.util.Arrays;

/**
 * Numbers, date-times and times: one scalar by a {@link Normalisation}, and one softmax over the
 * modes of the scale, the spikes (values so frequent that they are states of their own, such as the
 * zero of a zero-inflated count; CTAB-GAN's mixed-type encoding, Zhao et al. 2021) and "missing".
 * Without spikes, missing cells and modes there is no softmax. In a spike, and where missing, the
 * scalar is 0.
 *
 * <p>It goes by four names: {@code quantile}, {@code modes} and {@code cyclic} after its scale, and
 * {@code mixed} when there are spikes.
 */
final class ContinuousEncoder extends ColumnEncoder {
  static final String MIXED = "mixed";

  private final Normalisation scale;
  private final double[] spikes;
  private final boolean missing;
  private final ValueGrid grid;
  private final int states;

  /** An encoder; spikes in rising order. */
  ContinuousEncoder(
      ColumnSchema schema, Normalisation scale, double[] spikes, boolean missing, String reason) {
    super(schema, reason);
    this.scale = scale;
    this.spikes = spikes;
    this.missing = missing;
    this.grid = schema.numeric().grid();
    this.states = scale.modes() + spikes.length + (missing ? 1 : 0);
  }

  /** An encoder without spikes. */
  static ContinuousEncoder fit(ColumnSample sample, Normalisation scale, String reason) {
    return new ContinuousEncoder(sample.schema(), scale, new double[0], sample.missing(), reason);
  }

  /** An encoder with the spikes that there are, or of spikes alone. */
  static ColumnEncoder fitMixed(ColumnSample sample, String reason) {
    double[] spikes = sample.spikes();
    double[] rest = sample.without(spikes);
    return rest.length == 0
        ? OneHotEncoder.ofNumbers(sample, "nothing but spikes")
        : new ContinuousEncoder(
            sample.schema(), Normalisation.ofRanks(rest, sample), spikes, sample.missing(), reason);
  }

  @Override
  String name() {
    return spikes.length > 0 ? MIXED : scale.name();
  }

  @Override
  String describe() {
    StringBuilder text = new StringBuilder(name());
    if (spikes.length > 0) {
      text.append(", ").append(spikes.length).append(spikes.length == 1 ? " spike" : " spikes");
      text.append(" + ").append(scale.name());
    }
    text.append(" of ").append(scale.describe());
    return text.append(missing ? " + missing" : "").toString();
  }

  @Override
  int scalars() {
    return 1;
  }

  @Override
  int[] softmaxes() {
    return states == 1 ? new int[0] : new int[] {states};
  }

  @Override
  void encode(Column column, int from, int to, RowView out) {
    double[] values = ((NumericColumn) column).values();
    float[] data = out.data();
    int at = out.base();
    for (int row = from; row < to; row++, at += out.stride()) {
      double value = values[row];
      int state;
      if (Double.isNaN(value)) {
        if (!missing) {
          throw unexpectedMissing();
        }
        state = states - 1;
      } else {
        int spike = spikes.length == 0 ? -1 : Arrays.binarySearch(spikes, value);
        if (spike >= 0) {
          state = scale.modes() + spike;
        } else {
          state = scale.mode(value);
          data[at + out.scalar()] = (float) scale.scalar(value, state);
        }
      }
      if (states > 1) {
        data[at + out.softmax()[0] + state] = 1;
      }
    }
  }

  @Override
  void decode(RowView in, int from, int to, Cells out) {
    float[] data = in.data();
    double[] values = out.values();
    int modes = scale.modes();
    int at = in.base() + from * in.stride();
    for (int row = from; row < to; row++, at += in.stride()) {
      int state = states == 1 ? 0 : argmax(data, at + in.softmax()[0], states);
      if (state < modes) {
        values[row] = grid.nearest(scale.value(clamp(data[at + in.scalar()]), state));
      } else {
        values[row] = state - modes < spikes.length ? spikes[state - modes] : Double.NaN;
      }
    }
  }

  @Override
  void write(ObjectNode out) {
    out.put("missing", missing);
    Json.put(out, "spikes", spikes);
    scale.write(out);
  }

  static ContinuousEncoder read(ColumnSchema schema, Json in, String reason) {
    double[] spikes = in.numbers("spikes");
    for (int i = 1; i < spikes.length; i++) {
      in.check(spikes[i] > spikes[i - 1], "must have rising spikes");
    }
    return new ContinuousEncoder(
        schema, Normalisation.read(in), spikes, in.bool("missing"), reason);
  }
}
