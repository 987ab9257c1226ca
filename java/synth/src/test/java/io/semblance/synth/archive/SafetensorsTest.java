package io.semblance.synth.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.engine.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static Map<String, Safetensors.Tensor> tensors() {
    Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    tensors.put("scalar", new Safetensors.Tensor(Shape.scalar(), new float[] {-3.25f}));
    tensors.put(
        "weird \"name\" \u00fc",
        new Safetensors.Tensor(
            Shape.of(2, 3),
            new float[] {1, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, 1e-30f}));
    tensors.put("empty", new Safetensors.Tensor(Shape.of(0, 7), new float[0]));
    tensors.put("last", new Safetensors.Tensor(Shape.of(2), new float[] {7, 8}));
    return tensors;
  }

  /** A file with this header and {@code floats} numbers. */
  private static byte[] file(String header, int floats) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(8 + json.length + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json);
    for (int i = 0; i < floats; i++) {
      out.putFloat(i);
    }
    return out.array();
  }

  @Test
  void whatIsWrittenIsReadBitForBit() {
    Map<String, Safetensors.Tensor> written = tensors();
    Map<String, Safetensors.Tensor> read = Safetensors.read(Safetensors.write(written), "f");
    assertThat(read.keySet()).containsExactlyElementsOf(written.keySet());
    written.forEach(
        (name, tensor) -> {
          assertThat(read.get(name).shape()).isEqualTo(tensor.shape());
          assertThat(bits(read.get(name).values())).isEqualTo(bits(tensor.values()));
        });
  }

  @Test
  void doublesAndWholeNumbersAreReadBitForBitToo() {
    Map<String, Safetensors.Stored> written = new LinkedHashMap<>();
    double[] doubles = {0.1, -0.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, 1e-300};
    int[] ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
    written.put("odd", new Safetensors.Tensor(Shape.of(1), new float[] {3}));
    written.put("d", new Safetensors.Doubles(Shape.of(2, 3), doubles));
    written.put("i", new Safetensors.Ints(Shape.of(4), ints));
    byte[] file = Safetensors.write(written);
    Map<String, Safetensors.Stored> read = Safetensors.readAll(file, "f");
    assertThat(read.keySet()).containsExactly("odd", "d", "i");
    assertThat(read.get("d").shape()).isEqualTo(Shape.of(2, 3));
    double[] back = ((Safetensors.Doubles) read.get("d")).values();
    for (int i = 0; i < doubles.length; i++) {
      assertThat(Double.doubleToRawLongBits(back[i]))
          .isEqualTo(Double.doubleToRawLongBits(doubles[i]));
    }
    assertThat(((Safetensors.Ints) read.get("i")).values()).containsExactly(ints);
    assertThatThrownBy(() -> Safetensors.read(file, "the file"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("array d");
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  @Test
  void readsAFileByAnotherWriter() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}   ";
    Map<String, Safetensors.Tensor> read = Safetensors.read(file(header, 3), "f");
    assertThat(read).containsOnlyKeys("a", "b");
    assertThat(read.get("a").values()).containsExactly(0, 1);
    assertThat(read.get("b").values()).containsExactly(2);
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] whole = Safetensors.write(tensors());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.read(cut, "weights"))
          .as("cut to " + length)
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("weights");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}x",
        "[1,2]",
        "7",
        "\"text\"",
        "{\"a\":null}",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,0],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,4],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2,4611686018427387904],\"data_offsets\":[0,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4,4611686018427387905],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4294967296],\"data_offsets\":[0,0]}}"
      })
  void headersThatDoNotFitAreRefused(String header) {
    assertThatThrownBy(() -> Safetensors.read(file(header, 2), "weights"))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("weights");
  }

  @Test
  void manyNamesForTheSameBytesDoNotFillTheMemory() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < 10_000; i++) {
      header.append(i == 0 ? "" : ",").append("\"a").append(i);
      header.append("\":{\"dtype\":\"F32\",\"shape\":[100000],\"data_offsets\":[0,400000]}");
    }
    byte[] bomb = file(header.append('}').toString(), 100_000);
    assertThatThrownBy(() -> Safetensors.read(bomb, "weights"))
        .isInstanceOf(ModelFileException.class);
  }

  @Test
  void aHeaderLengthBeyondTheFileIsRefused() {
    for (long length : new long[] {-1, 0, 1, 9, Integer.MAX_VALUE, Long.MAX_VALUE}) {
      byte[] bytes = file("{}", 1);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertThatThrownBy(() -> Safetensors.read(bytes, "f"))
          .as("length " + length)
          .isInstanceOf(ModelFileException.class);
    }
  }

  @Test
  void deepNestingIsRefused() {
    byte[] bytes = file("[".repeat(100_000), 0);
    assertThatThrownBy(() -> Safetensors.read(bytes, "f")).isInstanceOf(ModelFileException.class);
  }

  @Test
  void flippedBytesAreReadOrRefusedButNeverCrash() {
    byte[] whole = Safetensors.write(tensors());
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
      }
      try {
        Safetensors.read(hostile, "f")
            .values()
            .forEach(t -> assertThat(t.values()).hasSize(t.shape().size()));
      } catch (ModelFileException e) {
        assertThat(e).hasMessageContaining("f is broken");
      }
    }
  }
}
