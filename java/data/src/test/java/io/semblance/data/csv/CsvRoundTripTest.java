package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.CategoricalColumn;
import io.semblance.data.ColumnType;
import io.semblance.data.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CsvRoundTripTest {
  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings()
        .withChars(" ,;\"\n\r|\tabc'\u00e9\u4e2d0.-")
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  @Property(tries = 500)
  void anyTextsComeBackThroughWriterAndReader(
      @ForAll @Size(min = 1, max = 30) List<@net.jqwik.api.From("cells") String> texts) {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (String text : texts) {
      csv.append('"').append(text.replace("\"", "\"\"")).append("\",x\n");
    }
    CsvOptions options =
        CsvOptions.builder()
            .delimiter(',')
            .types(Map.of("a", ColumnType.CATEGORY))
            .missing(java.util.Set.of())
            .build();
    Table once = Csv.read(csv.toString(), options);
    CategoricalColumn a = (CategoricalColumn) once.column("a");
    for (int i = 0; i < texts.size(); i++) {
      assertThat(a.label(i)).isEqualTo(texts.get(i));
    }
    Table twice = Csv.read(Csv.write(once), options);
    assertThat(twice.schema()).isEqualTo(once.schema());
    assertThat(((CategoricalColumn) twice.column("a")).codes()).isEqualTo(a.codes());
  }

  @Property(tries = 300)
  void numbersOfAnyFixedDecimalsAreWrittenAsTheyWere(
      @ForAll @Size(min = 1, max = 40)
          List<@LongRange(min = -99_999_999, max = 99_999_999) Long> units,
      @ForAll @IntRange(min = 0, max = 6) int decimals) {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (long unit : units) {
      csv.append(BigDecimal.valueOf(unit, decimals).toPlainString()).append(",x\n");
    }
    CsvOptions options = CsvOptions.builder().types(Map.of("a", ColumnType.NUMBER)).build();
    assertThat(Csv.write(Csv.read(csv.toString(), options))).isEqualTo(csv.toString());
  }

  @Property(tries = 2000)
  void decimalTextAgreesWithBigDecimal(
      @ForAll double value, @ForAll @IntRange(min = 0, max = 15) int most) {
    ByteText out = new ByteText();
    DecimalText.append(out, value, 0, most);
    BigDecimal written = new BigDecimal(out.toString());
    BigDecimal exact = new BigDecimal(value);
    BigDecimal half = BigDecimal.valueOf(5, most + 1);
    BigDecimal tolerance = half.add(BigDecimal.valueOf(Math.ulp(value)));
    assertThat(written.subtract(exact).abs()).isLessThanOrEqualTo(tolerance);
    assertThat(written.stripTrailingZeros().scale()).isLessThanOrEqualTo(most);
    assertThat(out.toString()).doesNotContain("E").doesNotStartWith("-0.0\n");
  }

  @Property(tries = 2000)
  void valuesWithThatManyDigitsAreWrittenExactly(
      @ForAll @LongRange(min = -9_007_199_254L, max = 9_007_199_254L) long unit,
      @ForAll @IntRange(min = 0, max = 9) int decimals) {
    double value = BigDecimal.valueOf(unit, decimals).doubleValue();
    ByteText out = new ByteText();
    DecimalText.append(out, value, decimals, decimals);
    assertThat(out.toString())
        .isEqualTo(
            BigDecimal.valueOf(unit, decimals)
                .setScale(decimals, RoundingMode.UNNECESSARY)
                .toPlainString());
  }

  @Property
  void shortestTextGivesTheSameDouble(@ForAll double value) {
    ByteText out = new ByteText();
    DecimalText.append(out, value, 0, -1);
    assertThat(Double.parseDouble(out.toString())).isEqualTo(value);
  }
}
