package io.semblance.data.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.Encoding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderMethodTest {
  @Test
  void eachMethodHasANameOfItsOwn() {
    assertThat(EncoderMethod.ALL).extracting(EncoderMethod::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void everyColumnHasSomethingToChooseFrom(Encoding encoding) {
    List<String> names = List.of(EncoderMethod.choice(encoding, "").split(", "));
    assertThat(names).isNotEmpty().doesNotContain("", "constant");
    assertThat(EncoderMethod.choice(encoding, names.get(0))).doesNotContain(names.get(0));
  }
}
