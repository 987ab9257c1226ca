package io.semblance.data.encode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnSchema;
import io.semblance.data.DataException;
import io.semblance.data.condition.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels as codes, missing being one more. Many labels are two codes: a number by falling
 * frequency, and of that the digits, so that 10,000 labels are twice 100 states.
 */
final class LabelTokens implements ColumnTokens {
  static final String NAME = "labels";

  /** Most states of one variable. */
  private static final int MOST = 1_000;

  private final ColumnSchema schema;
  private final int[] counts; // rows of each label, then the missing ones if they are a state
  private final int[] rankOf; // null for one digit
  private final int[] stateOf;
  private final int base;
  private final List<TokenVariable> variables = new ArrayList<>();

  LabelTokens(ColumnSchema schema, int[] counts) {
    this.schema = schema;
    this.counts = counts;
    int states = counts.length;
    if (states <= MOST) {
      this.rankOf = null;
      this.stateOf = null;
      this.base = states;
      variables.add(TokenVariable.of(schema.name(), longs(counts), null));
      return;
    }
    this.base = (int) Math.ceil(Math.sqrt(states));
    this.stateOf = byFrequency(counts);
    this.rankOf = new int[states];
    long[] highs = new long[(states + base - 1) / base];
    long[] lows = new long[base];
    for (int rank = 0; rank < states; rank++) {
      rankOf[stateOf[rank]] = rank;
      highs[rank / base] += counts[stateOf[rank]];
      lows[rank % base] += counts[stateOf[rank]];
    }
    variables.add(TokenVariable.of(schema.name(), highs, null));
    variables.add(TokenVariable.of(schema.name(), lows, null));
  }

  static LabelTokens fit(ColumnSample sample) {
    CategoricalColumn column = sample.labels();
    int labels = sample.schema().categories().size();
    int[] counts = new int[labels + (sample.missing() ? 1 : 0)];
    for (int code : column.codes()) {
      counts[code < 0 ? labels : code]++;
    }
    return new LabelTokens(sample.schema(), counts);
  }

  private static long[] longs(int[] counts) {
    long[] all = new long[counts.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = counts[i];
    }
    return all;
  }

  private static int[] byFrequency(int[] counts) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Integer.compare(counts[b], counts[a]));
    return order.stream().mapToInt(i -> i).toArray();
  }

  @Override
  public ColumnSchema schema() {
    return schema;
  }

  @Override
  public List<TokenVariable> variables() {
    return variables;
  }

  @Override
  public String describe() {
    return counts.length + " labels" + (variables.size() > 1 ? " in two digits" : "");
  }

  @Override
  public void encode(
      Column column, RowCells cells, int place, int from, int to, float[] out, int at, int stride) {
    CategoricalColumn labels = (CategoricalColumn) column;
    int[] map = LabelMap.of(labels, schema);
    int missing = schema.categories().size();
    for (int row = from, i = at; row < to; row++, i += stride) {
      int code = labels.code(row);
      if (code >= 0 && map[code] < 0) {
        throw LabelMap.unknown(labels, code);
      }
      int state = code < 0 ? missing : map[code];
      if (state >= counts.length) {
        throw ColumnEncoder.unexpectedMissing(schema);
      }
      if (rankOf == null) {
        out[i] = state;
      } else {
        out[i] = rankOf[state] / base;
        out[i + 1] = rankOf[state] % base;
      }
    }
  }

  @Override
  public void decode(
      float[] codes, int at, int stride, int from, int to, CellBuffer cells, int place) {
    ColumnEncoder.Cells out = cells.column(place);
    int labels = schema.categories().size();
    for (int row = from, i = at; row < to; row++, i += stride) {
      int state;
      if (stateOf == null) {
        state = ColumnTokens.code(codes[i], base);
      } else {
        int high = ColumnTokens.code(codes[i], variables.get(0).states());
        // The last first digit may have fewer second digits than the others.
        int seconds = Math.min(base, counts.length - high * base);
        state = stateOf[high * base + ColumnTokens.code(codes[i + 1], seconds)];
      }
      out.codes()[row] = state == labels ? CategoricalColumn.MISSING : state;
    }
  }

  @Override
  public Given given(Condition.Allowed allowed) {
    double[] labels = new double[counts.length];
    int few = 0;
    int last = 0;
    for (int s = 0; s < labels.length; s++) {
      boolean missing = s == schema.categories().size();
      boolean holds =
          missing
              ? allowed.missing()
              : allowed.labels() != null && allowed.labels().contains(schema.categories().get(s));
      labels[s] = holds ? 1 : 0;
      few += holds ? 1 : 0;
      last = holds ? s : last;
    }
    if (stateOf == null) {
      return new Given(this, List.of(labels));
    }
    if (few != 1) {
      throw DataException.builder("of a column with so many labels one can be asked for, not more")
          .column(schema.name())
          .remedy("draw for one label after the other")
          .build();
    }
    double[] highs = new double[variables.get(0).states()];
    double[] lows = new double[variables.get(1).states()];
    highs[rankOf[last] / base] = 1;
    lows[rankOf[last] % base] = 1;
    return new Given(this, List.of(highs, lows));
  }

  @Override
  public void write(ObjectNode out) {
    out.put("tokens", NAME);
    Json.put(out, "counts", counts);
  }

  static LabelTokens read(ColumnSchema schema, Json in) {
    int[] counts = in.integers("counts", 0, Integer.MAX_VALUE);
    int labels = schema.categories().size();
    in.check(
        counts.length > 0 && (counts.length == labels || counts.length == labels + 1),
        "needs a count for each label");
    return new LabelTokens(schema, counts);
  }
}
