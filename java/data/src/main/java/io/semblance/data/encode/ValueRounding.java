package io.semblance.data.encode;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;

/**
 * Brings a number to the nearest one that a column may hold: its decimals, resolution and bounds.
 */
final class ValueRounding {
  private static final double LARGEST_EXACT = 0x1p53;

  private final double min;
  private final double max;
  private final double scale;
  private final boolean date;
  private final double step;
  private final double origin;

  ValueRounding(ColumnSchema schema) {
    min = Double.isNaN(schema.min()) ? -Double.MAX_VALUE : schema.min();
    max = Double.isNaN(schema.max()) ? Double.MAX_VALUE : schema.max();
    date = schema.type() == ColumnType.DATETIME;
    step = schema.resolutionMillis();
    origin = Double.isNaN(schema.min()) ? 0 : schema.min();
    boolean free = schema.type() == ColumnType.NUMBER && schema.decimals() == ColumnSchema.SHORTEST;
    scale = free ? 0 : schema.type() == ColumnType.INTEGER ? 1 : Math.pow(10, schema.decimals());
  }

  double apply(double value) {
    double v = value;
    if (date) {
      v = origin + Math.rint((v - origin) / step) * step;
    } else if (scale == 1) {
      v = Math.rint(v);
    } else if (scale > 0 && Math.abs(v) * scale < LARGEST_EXACT) {
      v = Math.rint(v * scale) / scale;
    }
    return (v < min ? min : Math.min(v, max)) + 0.0;
  }
}
