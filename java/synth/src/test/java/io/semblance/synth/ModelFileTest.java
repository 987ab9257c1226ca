package io.semblance.synth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.Table;
import io.semblance.data.file.UnwritableFileException;
import io.semblance.engine.graph.Shape;
import io.semblance.synth.archive.ModelFileException;
import io.semblance.synth.archive.Safetensors;
import io.semblance.synth.series.SeriesFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path directory;

  private static Model whole;
  private static Model perClass;
  private static Path wholeFile;
  private static Path perClassFile;

  @BeforeAll
  static void fit() {
    Table table = Fixtures.mixed(300, 1);
    whole = Fixtures.fit(table, Fixtures.quick().set("conditional", "true"));
    perClass = Fixtures.fit(table, Fixtures.quick().target("city").perClass(true));
    wholeFile = directory.resolve("whole.semblance");
    perClassFile = directory.resolve("classes.semblance");
    whole.save(wholeFile);
    perClass.save(perClassFile);
  }

  @Test
  void aLoadedModelDrawsTheSameBytes() {
    for (Path file : List.of(wholeFile, perClassFile)) {
      Model fitted = file == wholeFile ? whole : perClass;
      Model loaded = Models.load(file);
      assertThat(Fixtures.csv(loaded.sample(1500, 3)))
          .isEqualTo(Fixtures.csv(fitted.sample(1500, 3)));
      assertThat(loaded.schema()).isEqualTo(fitted.schema());
      assertThat(loaded.describe()).isEqualTo(fitted.describe());
      assertThat(loaded.provenance().toJson()).isEqualTo(fitted.provenance().toJson());
    }
  }

  @Test
  void theSameModelIsTheSameFile() throws IOException {
    Path again = directory.resolve("again");
    Models.load(perClassFile).save(again);
    assertThat(again).hasSameBinaryContentAs(perClassFile);
    whole.save(again);
    assertThat(again).hasSameBinaryContentAs(wholeFile);
    try (var files = Files.list(directory)) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".part"));
    }
  }

  @Test
  void aFailedSaveLeavesTheOldFile() throws IOException {
    Path target = Files.createDirectory(directory.resolve("in the way"));
    Files.writeString(target.resolve("inside"), "x");
    assertThatThrownBy(() -> whole.save(target)).isInstanceOf(UncheckedIOException.class);
    assertThat(target.resolve("inside")).hasContent("x");
    assertThat(directory.resolve(".in the way.part")).doesNotExist();
    assertThatThrownBy(() -> whole.save(directory.resolve("none").resolve("m")))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(UnwritableFileException.class)
        .hasMessageContaining(directory.resolve("none").toString());
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> Models.load(directory.resolve("nowhere")))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "name,age\n1,2\n", "\u0000\u0001\u0002"})
  void whatIsNoZipIsRefused(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("no zip"), content);
    assertThatThrownBy(() -> Models.load(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("no zip");
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(wholeFile);
    Path file = directory.resolve("cut");
    for (int length = 0; length < bytes.length; length += 1 + bytes.length / 200) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Models.load(file))
          .as("cut to " + length)
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining(file.toString());
    }
  }

  /** Bytes of no meaning, such as dates in the directory, may change; what is drawn may not. */
  @Test
  void everyChangedByteIsNoticedOrMeansNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(wholeFile);
    String expected = Fixtures.csv(whole.sample(5, 1));
    Path file = directory.resolve("flipped");
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] hostile = bytes.clone();
      hostile[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, hostile);
      try {
        assertThat(Fixtures.csv(Models.load(file).sample(5, 1))).isEqualTo(expected);
      } catch (ModelFileException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(120);
  }

  @Test
  void everyMissingEntryIsNamed() {
    for (Path original : List.of(wholeFile, perClassFile)) {
      Map<String, byte[]> entries = Zips.entries(original);
      for (String name : entries.keySet()) {
        Map<String, byte[]> fewer = new LinkedHashMap<>(entries);
        fewer.remove(name);
        Path file = Zips.write(directory.resolve("fewer"), fewer);
        assertThatThrownBy(() -> Models.load(file))
            .as("without " + name)
            .isInstanceOf(ModelFileException.class)
            .hasMessageContaining(file.toString())
            .hasMessageContaining(name);
      }
    }
  }

  private static Path changed(String entry, UnaryOperator<byte[]> change) {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    entries.computeIfPresent(entry, (name, content) -> change.apply(content));
    return Zips.write(directory.resolve("changed"), entries);
  }

  private static Path replaced(String entry, String old, String by) {
    return changed(
        entry,
        content -> {
          String text = new String(content, UTF_8);
          assertThat(text).contains(old);
          return text.replace(old, by).getBytes(UTF_8);
        });
  }

  private static void refused(Path file, String... words) {
    assertThatThrownBy(() -> Models.load(file))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(words).allMatch(e.getMessage()::contains));
  }

  @Test
  void anotherFormatIsNamed() {
    refused(
        replaced("manifest.json", "\"format\" : 2", "\"format\" : 99"),
        "99",
        "reads formats 1 to 2");
    refused(replaced("manifest.json", "\"format\" : 2", "\"format\" : \"x\""), "format");
    refused(replaced("manifest.json", "{", "["), "manifest.json is no JSON");
  }

  @Test
  void weightsMustFitTheNetwork() {
    refused(replaced("network.json", "\"noise\" : 6", "\"noise\" : 7"), "generator.average");
    refused(replaced("network.json", "\"noise\" : 6", "\"noise\" : 0"), "noise 0");
    refused(replaced("network.json", "\"relu\"", "\"swish\""), "swish");
    refused(replaced("network.json", "24", "2000000000"));
    refused(
        changed(
            "weights.safetensors",
            content -> {
              Map<String, Safetensors.Tensor> weights = Safetensors.read(content, "w");
              weights.remove(weights.keySet().iterator().next());
              return Safetensors.write(weights);
            }),
        "weights.safetensors",
        "does not hold");
    refused(
        changed(
            "weights.safetensors",
            content -> {
              Map<String, Safetensors.Tensor> weights = Safetensors.read(content, "w");
              weights.replaceAll(
                  (name, t) -> new Safetensors.Tensor(Shape.of(1, t.shape().size()), t.values()));
              return Safetensors.write(weights);
            }),
        "does not hold");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    refused(
        changed(
            "weights.safetensors",
            content -> {
              Map<String, Safetensors.Tensor> weights = Safetensors.read(content, "w");
              weights.values().iterator().next().values()[0] = Float.NaN;
              return Safetensors.write(weights);
            }),
        "finite");
  }

  @Test
  void sharesMustFitTheEncoder() {
    for (String shares : List.of("null", "[]", "[[1.0]]", "{}", "[[\"a\"]]", "7", "[null]")) {
      refused(changed("shares.json", content -> shares.getBytes(UTF_8)), "shares.json");
    }
  }

  /** Files that version 0.1.0 wrote before stages had a list, with rows that it drew. */
  @ParameterizedTest
  @ValueSource(strings = {"whole", "per-class"})
  void filesOfFormat1DrawTheRowsTheyDrew(String kind) throws Exception {
    Path file = Path.of(ModelFileTest.class.getResource("format1-" + kind + ".semblance").toURI());
    Path rows = Path.of(ModelFileTest.class.getResource("format1-" + kind + ".csv").toURI());
    Model model = Models.load(file);
    SampleOptions options = SampleOptions.builder().rows(20).seed(9).backend("ejml").build();
    assertThat(Fixtures.csv(model.sample(options))).isEqualTo(Files.readString(rows));
    assertThat(model.stages()).containsExactly("rank projection");
    assertThat(model.provenance().synthesizer()).isEqualTo("wgan-gp");
    Path again = directory.resolve("again-" + kind);
    model.save(again);
    assertThat(Fixtures.csv(Models.load(again).sample(options))).isEqualTo(Files.readString(rows));
  }

  private static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every value of every JSON entry dropped, set to null, or replaced by one of another kind. */
  @Test
  void damagedJsonIsRefusedInWordsOrStillDraws() {
    List<Path> originals = new ArrayList<>(List.of(wholeFile, perClassFile));
    for (Model model : SeriesFixtures.oneOfEachKind()) {
      Path file = directory.resolve("sequences-" + originals.size() + ".semblance");
      model.save(file);
      originals.add(file);
    }
    for (Path original : originals) {
      Map<String, byte[]> entries = Zips.entries(original);
      List<String> names =
          entries.keySet().stream()
              .filter(n -> n.endsWith(".json") && !n.matches("class-[^0].*"))
              .toList();
      Random random = new Random(1);
      for (String name : names) {
        int values = places(read(entries.get(name))).size();
        for (int at = 0; at < values; at += 1 + values / 25) {
          damage(entries, name, at, random);
        }
      }
    }
  }

  private static void damage(Map<String, byte[]> entries, String name, int at, Random random) {
    JsonNode tree = read(entries.get(name));
    Place place = places(tree).get(at);
    String as = place.damage(random.nextInt(7));
    Map<String, byte[]> hostile = new LinkedHashMap<>(entries);
    hostile.put(name, tree.toString().getBytes(UTF_8));
    Path file = Zips.write(directory.resolve("damaged"), hostile);
    assertThatCode(
            () -> {
              try {
                Models.load(file).sample(3, 1);
              } catch (ModelFileException e) {
                assertThat(e).hasMessageContaining(file.toString());
              }
            })
        .as(name + ": " + place.key() + as)
        .doesNotThrowAnyException();
  }

  /** A value in a JSON tree. */
  private record Place(ContainerNode<?> in, String field, int index) {
    String key() {
      return field == null ? "[" + index + "]" : field;
    }

    String damage(int how) {
      JsonNode value =
          switch (how) {
            case 0 -> null;
            case 1 -> MAPPER.nullNode();
            case 2 -> MAPPER.getNodeFactory().numberNode(-1);
            case 3 -> MAPPER.getNodeFactory().numberNode(1e300);
            case 4 -> MAPPER.getNodeFactory().textNode("x");
            case 5 -> MAPPER.createObjectNode();
            default -> MAPPER.createArrayNode();
          };
      if (in instanceof ObjectNode o) {
        if (value == null) {
          o.remove(field);
        } else {
          o.set(field, value);
        }
      } else if (value == null) {
        ((ArrayNode) in).remove(index);
      } else {
        ((ArrayNode) in).set(index, value);
      }
      return value == null ? " removed" : " = " + value;
    }
  }

  private static List<Place> places(JsonNode tree) {
    List<Place> places = new ArrayList<>();
    if (tree instanceof ObjectNode o) {
      o.properties()
          .forEach(
              e -> {
                places.add(new Place(o, e.getKey(), -1));
                places.addAll(places(e.getValue()));
              });
    } else if (tree instanceof ArrayNode a) {
      for (int i = 0; i < a.size(); i++) {
        places.add(new Place(a, null, i));
        places.addAll(places(a.get(i)));
      }
    }
    return places;
  }

  @Test
  void namesThatLeadElsewhereAreNotFollowed() {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    entries.put("../escaped", "x".getBytes(UTF_8));
    entries.put("/escaped", "x".getBytes(UTF_8));
    Model model = Models.load(Zips.write(directory.resolve("escaping"), entries));
    assertThat(model.sample(3, 1).rows()).isEqualTo(3);
    assertThat(directory.resolveSibling("escaped")).doesNotExist();
  }

  @Test
  void aFileOfTooManyEntriesIsRefused() {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    for (int i = 0; i < 10_001; i++) {
      entries.put("more/" + i, new byte[0]);
    }
    refused(Zips.write(directory.resolve("many"), entries), "refused");
  }

  @Test
  void moreJsonThanAnyModelHasIsRefusedBeforeItIsUnderstood() {
    Map<String, byte[]> entries = Zips.entries(wholeFile);
    byte[] large = new byte[(1 << 26) + 1];
    Arrays.fill(large, (byte) ' ');
    entries.put("manifest.json", large);
    refused(Zips.write(directory.resolve("large"), entries), "refused", "JSON");
    refused(
        replaced("network.json", "\"widths\" : [ 24", "\"widths\" : [ 24" + ", 1".repeat(100)),
        "layers");
  }

  @Test
  void damageIsToldInOurWords() {
    Path file = replaced("network.json", "\"noise\" : 6", "\"noise\" : {}");
    assertThatThrownBy(() -> Models.load(file))
        .hasMessageContaining("noise")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("java.", "Cannot", "`"));
  }
}
