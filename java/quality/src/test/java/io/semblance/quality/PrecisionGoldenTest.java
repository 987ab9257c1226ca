package io.semblance.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.data.Table;
import io.semblance.quality.features.FeatureTable;
import io.semblance.quality.precision.PrecisionRecall;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against NumPy quantiles and scikit-learn's nearest neighbours. */
class PrecisionGoldenTest {

  @Test
  void alphaPrecisionAndBetaRecall() throws IOException {
    Table real = Golden.table("real.csv");
    Table synthetic = Golden.table("synthetic.csv");
    List<FeatureTable> tables = FeatureTable.align(real, List.of(real, synthetic));
    PrecisionRecall said = PrecisionRecall.of(tables.get(0), tables.get(1), 0);
    JsonNode expected = Golden.expected();
    assertThat(said.rows()).isEqualTo(3000);
    assertThat(said.alphaPrecision())
        .isCloseTo(expected.get("alpha_precision").asDouble(), within(1e-6));
    // Which of several equally near rows is taken is open.
    assertThat(said.betaRecall()).isCloseTo(expected.get("beta_recall").asDouble(), within(1e-2));
  }

  @Test
  void oneLawAndCopies() {
    Table all = Mixed.table(3000, 1, 0);
    List<FeatureTable> halves =
        FeatureTable.align(all, List.of(all.slice(0, 1500), all.slice(1500, 3000)));
    PrecisionRecall fresh = PrecisionRecall.of(halves.get(0), halves.get(1), 0);
    assertThat(fresh.alphaPrecision()).isGreaterThan(.95);
    assertThat(fresh.betaRecall()).isBetween(.4, .6);
    PrecisionRecall copy = PrecisionRecall.of(halves.get(0), halves.get(0), 0);
    assertThat(copy.alphaPrecision()).isCloseTo(1, within(.02));
    assertThat(copy.betaRecall()).as("every real row is reached").isGreaterThan(.95);
  }
}
