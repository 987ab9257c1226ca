package io.semblance.data.csv;

import io.semblance.data.ColumnSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes doubles with a given number of digits after the point, some twenty times faster than the
 * JDK's formatters, which matters when a table of many columns is sampled.
 */
final class DecimalText {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final double LARGEST_EXACT = 0x1p53;

  private DecimalText() {}

  /**
   * Appends a finite value, rounded to {@code most} digits, without zeros beyond {@code fewest}.
   */
  static void append(ByteText out, double value, int fewest, int most) {
    if (most == ColumnSchema.SHORTEST) {
      appendShortest(out, value, fewest);
      return;
    }
    double scaled = Math.rint(value * POWERS[most]);
    // A scaled value that does not lead back has lost digits in the product: take the exact way.
    if (Math.abs(scaled) < LARGEST_EXACT && (most <= 8 || scaled / POWERS[most] == value)) {
      appendScaled(out, (long) scaled, fewest, most);
    } else {
      appendExact(out, value, fewest, most);
    }
  }

  private static void appendScaled(ByteText out, long scaled, int fewest, int most) {
    long rest = scaled;
    int digits = most;
    while (digits > fewest && rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    out.append(rest, digits);
  }

  private static void appendExact(ByteText out, double value, int fewest, int most) {
    BigDecimal exact = new BigDecimal(value).setScale(most, RoundingMode.HALF_EVEN);
    BigDecimal bare = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    if (bare.scale() < fewest) {
      bare = bare.setScale(fewest, RoundingMode.UNNECESSARY);
    }
    out.append(bare.toPlainString());
  }

  private static void appendShortest(ByteText out, double value, int fewest) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-6 || size >= 1e15)) {
      out.append(Double.toString(value));
      return;
    }
    BigDecimal plain = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    out.append((plain.scale() < fewest ? plain.setScale(fewest) : plain).toPlainString());
  }
}
