package io.semblance.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaJsonTest {
  private final Schema schema =
      Schema.of(
          List.of(
              ColumnSchema.builder("column_1", ColumnType.ID)
                  .header("")
                  .idPattern(IdPattern.sequence(7, 3))
                  .build(),
              ColumnSchema.builder("tail", ColumnType.ID)
                  .idPattern(IdPattern.ofTemplates(List.of("N##@", "\\#%"), List.of(3, 1)))
                  .build(),
              ColumnSchema.builder("size \"q\"", ColumnType.NUMBER)
                  .range(-0.125, 1e300)
                  .decimals(1, 4)
                  .nullable(true)
                  .missingText("NA")
                  .build(),
              ColumnSchema.builder("count", ColumnType.INTEGER).range(0, 30).decimals(1).build(),
              ColumnSchema.builder("kind", ColumnType.CATEGORY)
                  .categories(List.of("a", "\u00e9", "10"))
                  .build(),
              ColumnSchema.builder("flag", ColumnType.BOOLEAN)
                  .categories(List.of("0", "1"))
                  .build(),
              ColumnSchema.builder("when", ColumnType.DATETIME)
                  .range(0, 86_400_000L * 400)
                  .pattern("dd/MM/uuuu", 86_400_000L)
                  .build(),
              ColumnSchema.builder("float", ColumnType.NUMBER)
                  .decimals(0, ColumnSchema.SHORTEST)
                  .build()));

  @Test
  void comesBackEqual() {
    assertThat(Schema.fromJson(schema.toJson(), "s.json")).isEqualTo(schema);
  }

  @Test
  void theDelimiterOfTheFileIsKeptUnlessItIsAComma() {
    Schema bars = schema.withDelimiter('|');
    assertThat(bars).isNotEqualTo(schema);
    assertThat(Schema.fromJson(bars.toJson(), "s.json")).isEqualTo(bars);
    assertThat(bars.with(schema.column(0)).delimiter()).isEqualTo('|');
    assertThat(schema.toJson()).doesNotContain("delimiter"); // as older versions wrote it
    assertThat(bars.withDelimiter(',')).isEqualTo(schema);
    for (String wrong : new String[] {"\"\"", "\"ab\"", "\"\\n\"", "7", "\"\\\"\""}) {
      String json = bars.toJson().replace("\"|\"", wrong);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> Schema.fromJson(json, "s.json"))
          .withMessageContaining("s.json")
          .withMessageContaining("delimit");
    }
  }

  @Test
  void isMadeForPeople() {
    assertThat(schema.toJson())
        .contains("\"max\" : 30,", "\"max\" : \"05/02/1971\"", "\n")
        .doesNotContain("NaN");
  }

  @Test
  void saysOnceWhereAMissingTypeIs() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Schema.fromJson("{\"columns\":[{\"name\":\"a\"}]}", "s.json"))
        .withMessage("s.json, column 'a': \"type\" must be a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{'columns':[{'name':'a','type':'numbr'}]}#column 'a'#numbr",
        "{'columns':[{'type':'number'}]}#column 1#\"name\"",
        "{'columns':[{'name':'a','type':'number','min':5,'max':2}]}#column 'a'#greater than",
        "{'columns':[{'name':'a','type':'number','nullabel':5}]}#column 'a'#id you mean \"nullable\"",
        "{'columns':[{'name':'a','type':'number','decimals':99}]}#column 'a'#-1 to 15",
        "{'columns':[{'name':'a','type':'number','min':'x'}]}#column 'a'#must be a number",
        "{'columns':[{'name':'a','type':'category','categories':['x','x']}]}#column 'a'#different",
        "{'columns':[{'name':'a','type':'boolean','categories':['x','y','z']}]}#column 'a'#at most two",
        "{'columns':[{'name':'a','type':'datetime','pattern':'bb?'}]}#column 'a'#no date pattern",
        "{'columns':[{'name':'a','type':'datetime','pattern':'uuuu','min':'x'}]}#column 'a'#follow the pattern",
        "{'columns':[{'name':'a','type':'id','id':{'templates':[{'template':'x','weight':0}]}}]}#column 'a'#weight",
        "{'columns':[{'name':'a','type':'id'},{'name':'a','type':'id'}]}#s.json#same name",
        "{'columns':[]}#s.json#at least one",
        "[1,2]#s.json#\"columns\"",
        "{'columns':[#line 1#no JSON",
        "{'columns':[{'name':'a','type':'id'}]} {'columns':[]}#line 1#no JSON",
        "''#s.json#columns",
      })
  void saysWhatIsWrong(String json, String where, String what) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Schema.fromJson(json.replace('\'', '"'), "s.json"))
        .withMessageStartingWith("s.json")
        .withMessageContaining(where)
        .withMessageContaining(what);
  }

  @Test
  void aSchemaFileMaySayRules() {
    SchemaFile file = new SchemaFile(schema, List.of("\"size \"\"q\"\"\" >= 0", "found"));
    SchemaFile read = SchemaFile.fromJson(file.toJson(), "s.json");
    assertThat(read).isEqualTo(file);
    assertThat(Schema.fromJson(file.toJson(), "s.json")).isEqualTo(schema);
    assertThat(SchemaFile.fromJson(schema.toJson(), "s.json").rules()).isNull();
    assertThat(SchemaFile.fromJson(new SchemaFile(schema, List.of()).toJson(), "s").rules())
        .isEmpty();
    for (String bad : List.of("\"a <= b\"", "[1]", "{}", "[\"\"]")) {
      String text = schema.toJson().replaceFirst("\\{", "{\"rules\": " + bad + ",");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> SchemaFile.fromJson(text, "s.json"))
          .withMessageContaining("\"rules\" must be a list of texts");
    }
  }
}
