package io.semblance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.data.ColumnSchema;
import io.semblance.data.ColumnType;
import io.semblance.data.IdPattern;
import io.semblance.data.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierRoomTest {
  @Test
  void columnsWithTooFewIdentifiersAreNamed() {
    Schema schema =
        Schema.of(
            List.of(id("short", "A##"), id("long", "A########"), id("person", "{Given} {Family}")));
    assertThat(IdentifierRoom.lacking(schema, 100)).isEmpty();
    assertThat(IdentifierRoom.lacking(schema, 101))
        .singleElement()
        .asString()
        .contains("'short'", "100 new identifiers", "101 rows");
  }

  private static ColumnSchema id(String name, String template) {
    return ColumnSchema.builder(name, ColumnType.ID)
        .idPattern(IdPattern.ofTemplates(List.of(template), List.of(1)))
        .build();
  }
}
