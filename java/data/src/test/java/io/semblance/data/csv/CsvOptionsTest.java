package io.semblance.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.semblance.data.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvOptionsTest {
  @Test
  void optionsDoNotChangeWithTheirBuilder() {
    Map<String, ColumnType> types = new HashMap<>(Map.of("a", ColumnType.ID));
    CsvOptions.Builder builder = CsvOptions.builder().types(types).addMissing("?");
    CsvOptions options = builder.build();
    types.put("b", ColumnType.ID);
    builder.header(false).addMissing("-").columnNames(List.of("x"));
    assertThat(options.types()).containsOnlyKeys("a");
    assertThat(options.missing()).contains("?", "NA").doesNotContain("-");
    assertThat(options.header()).isTrue();
    assertThat(options.columnNames()).isNull();
  }

  @Test
  void aBuilderStartsFromOptions() {
    CsvOptions options =
        CsvOptions.builder()
            .delimiter('|')
            .quote('\'')
            .header(false)
            .columnNames(List.of("a"))
            .addMissing("?")
            .types(Map.of("a", ColumnType.ID))
            .lenientCategories(true)
            .onWarning(w -> {})
            .build();
    assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
    assertThat(options.toBuilder().delimiter(';').build().delimiter()).isEqualTo(';');
    assertThat(options.delimiter()).isEqualTo('|');
  }

  @Test
  void argumentsAreChecked() {
    CsvOptions.Builder builder = CsvOptions.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.delimiter('\n'));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.quote('\r'));
    CsvOptions.Builder both = CsvOptions.builder().delimiter('\'').quote('\'');
    assertThatIllegalArgumentException()
        .isThrownBy(both::build)
        .withMessage("delimiter and quote are both '''");
  }
}
