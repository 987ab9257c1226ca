package io.semblance.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.engine.compile.Instruction.Where;
import io.semblance.engine.compile.Operation;
import io.semblance.engine.graph.Attr.Distribution;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers of both sides: what Java sends is what the kernels' header says. */
class JobCodesTest {
  private static final Path HEADER = Path.of("..", "..", "native", "src", "jobs.h");

  /** Names and numbers of an enumeration of the header. */
  private static Map<String, Integer> header(String name) throws IOException {
    String text = Files.readString(HEADER).replaceAll("//.*", "");
    Matcher body =
        Pattern.compile("enum " + name + " : int\\d+_t \\{(.*?)\\}", Pattern.DOTALL).matcher(text);
    assertThat(body.find()).as("enum " + name + " in " + HEADER).isTrue();
    Map<String, Integer> numbers = new TreeMap<>();
    for (String constant : body.group(1).split(",")) {
      Matcher m = Pattern.compile("(\\w+) = (\\d+)(?: << (\\d+))?").matcher(constant.strip());
      assertThat(m.matches()).as(constant).isTrue();
      int shift = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
      numbers.put(m.group(1), Integer.parseInt(m.group(2)) << shift);
    }
    return numbers;
  }

  @Test
  void operations() throws IOException {
    Map<String, Integer> ours = new TreeMap<>();
    Operation.all().forEach(op -> ours.put(op.name(), JobCodes.of(op)));
    assertThat(ours).isEqualTo(header("Operation")).hasSize(Operation.all().size());
  }

  @Test
  void distributions() throws IOException {
    Map<String, Integer> ours = new TreeMap<>();
    for (Distribution d : Distribution.values()) {
      ours.put(d.name(), JobCodes.of(d));
    }
    assertThat(ours).isEqualTo(header("Distribution"));
  }

  /** A row is read by the element's column, a column by its row. */
  @Test
  void sources() throws IOException {
    assertThat(header("Source"))
        .isEqualTo(
            Map.of(
                "ELEMENT", JobCodes.of(Where.INPUT),
                "BY_COLUMN", JobCodes.of(Where.INPUT_ROW),
                "BY_ROW", JobCodes.of(Where.INPUT_COLUMN),
                "SCALAR", JobCodes.of(Where.INPUT_SCALAR)));
  }

  @Test
  void kindsAndFlags() throws IOException, IllegalAccessException {
    Map<String, Integer> theirs = header("JobKind");
    theirs.putAll(header("Flag"));
    Matcher load =
        Pattern.compile("constexpr int32_t LOAD = (\\d+);").matcher(Files.readString(HEADER));
    assertThat(load.find()).isTrue();
    theirs.put("LOAD", Integer.parseInt(load.group(1)));
    Map<String, Integer> ours = new TreeMap<>();
    for (Field f : JobCodes.class.getDeclaredFields()) {
      if (f.getType() == int.class) {
        ours.put(f.getName(), f.getInt(null));
      }
    }
    assertThat(ours).isEqualTo(theirs);
    assertThat(Operation.all())
        .as("no operation is a load")
        .noneMatch(op -> JobCodes.of(op) == 255);
  }
}
