package io.semblance.synth.recurrent;

import io.semblance.data.Table;
import io.semblance.synth.series.SeriesData;
import io.semblance.synth.series.StepInputs;
import java.util.Arrays;

/** Windows as the rows that {@link StepNetworks} reads. */
final class WindowRows {
  private final SeriesData data;
  private final Table steps;
  private final StepCodes codes;
  private final StepInputs inputs;
  private final StepNetworks.Layout layout;

  WindowRows(
      SeriesData data,
      Table steps,
      StepCodes codes,
      StepInputs inputs,
      StepNetworks.Layout layout) {
    this.data = data;
    this.steps = steps;
    this.codes = codes;
    this.inputs = inputs;
    this.layout = layout;
  }

  /** Windows of some numbers, one after the other. */
  float[] of(int[] windows) {
    float[] out = new float[Math.multiplyExact(windows.length, layout.width())];
    float[] said =
        data.sequences() == null ? new float[0] : inputs.encoded(data.sequences().select(windows));
    float[] told = new float[inputs.width()];
    for (int t = 0; t < layout.times(); t++) {
      codes(windows, t, out);
    }
    for (int i = 0; i < windows.length; i++) {
      int[] rows = data.windows().get(windows[i]);
      int at = i * layout.width();
      for (int t = 0; t < rows.length; t++) {
        int step = at + t * layout.step() + layout.codes();
        codes.numbers(steps, rows[t], out, step);
        inputs.of(said, i, data.labels()[windows[i]], data.starts()[windows[i]], t, told);
        System.arraycopy(told, layout.attributes(), out, step + layout.numbers(), layout.phases());
      }
      int masks = at + layout.times() * layout.step();
      if (layout.ragged()) {
        Arrays.fill(out, masks, masks + rows.length, 1);
      }
      System.arraycopy(
          said, i * layout.attributes(), out, masks + layout.masks(), layout.attributes());
    }
    return out;
  }

  /** Codes of all windows' steps of one number, told as many steps before as there are. */
  private void codes(int[] windows, int t, float[] out) {
    int[] there = Arrays.stream(windows).filter(w -> data.windows().get(w).length > t).toArray();
    int[] rows = Arrays.stream(there).map(w -> data.windows().get(w)[t]).toArray();
    int[][] earlier = new int[codes.lags()][];
    for (int k = 1; k <= earlier.length; k++) {
      int lag = k;
      earlier[k - 1] =
          Arrays.stream(there).map(w -> t < lag ? -1 : data.windows().get(w)[t - lag]).toArray();
    }
    float[] encoded = new float[Math.multiplyExact(rows.length, layout.codes())];
    codes.encoder().encode(StepCodes.lagged(steps, rows, earlier), 0, rows.length, encoded);
    for (int i = 0, n = 0; i < windows.length; i++) {
      if (data.windows().get(windows[i]).length > t) {
        int at = i * layout.width() + t * layout.step();
        System.arraycopy(encoded, n * layout.codes(), out, at, layout.codes());
        n++;
      }
    }
  }
}
