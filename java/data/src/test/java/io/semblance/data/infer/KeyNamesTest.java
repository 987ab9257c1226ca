package io.semblance.data.infer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyNamesTest {
  @ParameterizedTest
  @CsvSource({
    "PERSONID,true", "patnum,true", "ssn,true", "customer_id,true", "customerId,true",
        "id_customer,true",
    "No,true", "order number,true", "phone,true", "amount,false", "paid,false", "covid,false",
    "population,false", "num_rooms,false", "value,false"
  })
  void namesTell(String name, boolean key) {
    assertThat(KeyInference.isCalledKey(name)).isEqualTo(key);
  }
}
