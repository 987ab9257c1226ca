package io.semblance.synth.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.engine.EngineException;
import io.semblance.engine.graph.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named arrays in the safetensors format: eight bytes of header length (little endian), a JSON
 * header with type, shape and place of each array, then the numbers. Readable by every framework.
 */
public final class Safetensors {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Safetensors() {}

  /** An array of one of the types that are read and written. */
  public sealed interface Stored permits Tensor, Doubles, Ints {
    /** Its extents. */
    Shape shape();
  }

  /** An array of 32-bit floats with its shape. */
  public record Tensor(Shape shape, float[] values) implements Stored {}

  /** An array of 64-bit floats with its shape. */
  public record Doubles(Shape shape, double[] values) implements Stored {}

  /** An array of 32-bit whole numbers with its shape. */
  public record Ints(Shape shape, int[] values) implements Stored {}

  /** The types, as the format names them, with the bytes of a number. */
  private enum Type {
    F32(4),
    F64(8),
    I32(4);

    final long bytes;

    Type(long bytes) {
      this.bytes = bytes;
    }

    static Type of(Stored array) {
      return array instanceof Tensor ? F32 : array instanceof Doubles ? F64 : I32;
    }
  }

  /** The file of these arrays, in the order of the map. */
  public static byte[] write(Map<String, ? extends Stored> tensors) {
    ObjectNode header = MAPPER.createObjectNode();
    long at = 0;
    for (Map.Entry<String, ? extends Stored> e : tensors.entrySet()) {
      Type type = Type.of(e.getValue());
      ObjectNode entry = header.putObject(e.getKey());
      entry.put("dtype", type.name());
      ArrayNode shape = entry.putArray("shape");
      for (int d : e.getValue().shape().dims()) {
        shape.add(d);
      }
      long end = at + type.bytes * e.getValue().shape().size();
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(8 + json.length + at)).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json);
    for (Stored array : tensors.values()) {
      put(array, out);
    }
    return out.array();
  }

  private static void put(Stored array, ByteBuffer out) {
    if (array instanceof Tensor floats) {
      for (float v : floats.values()) {
        out.putFloat(v);
      }
    } else if (array instanceof Doubles doubles) {
      for (double v : doubles.values()) {
        out.putDouble(v);
      }
    } else {
      for (int v : ((Ints) array).values()) {
        out.putInt(v);
      }
    }
  }

  /**
   * @param source for error messages
   * @throws ModelFileException if the bytes are not safetensors of 32-bit floats
   */
  public static Map<String, Tensor> read(byte[] bytes, String source) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    readAll(bytes, source)
        .forEach(
            (name, array) -> {
              if (!(array instanceof Tensor tensor)) {
                throw misfit(source, name);
              }
              tensors.put(name, tensor);
            });
    return tensors;
  }

  /**
   * Arrays of all types that there are.
   *
   * @param source for error messages
   * @throws ModelFileException if the bytes are not safetensors of such types
   */
  public static Map<String, Stored> readAll(byte[] bytes, String source) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < 8 ? -1 : in.getLong();
    if (length < 2 || length > bytes.length - 8) {
      throw broken(source, "its header is cut off");
    }
    int start = 8 + (int) length;
    JsonNode header;
    try {
      // A tree that ends before its bytes do would hide what follows it.
      header =
          MAPPER
              .reader()
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(new String(bytes, 8, (int) length, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw broken(source, "its header is no JSON");
    }
    if (!header.isObject()) {
      throw broken(source, "its header is no JSON object");
    }
    Map<String, Stored> arrays = new LinkedHashMap<>();
    long room = (long) bytes.length - start;
    for (Map.Entry<String, JsonNode> e : header.properties()) {
      if (!e.getKey().equals("__metadata__")) {
        Stored array = array(e.getKey(), e.getValue(), in, start, source);
        // Many names for the same bytes would unpack to any size.
        room -= Type.of(array).bytes * array.shape().size();
        if (room < 0) {
          throw broken(source, "its arrays overlap");
        }
        arrays.put(e.getKey(), array);
      }
    }
    return arrays;
  }

  private static Stored array(
      String name, JsonNode entry, ByteBuffer in, int start, String source) {
    JsonNode offsets = entry.path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    Shape shape = shape(entry.path("shape"));
    Type type =
        Arrays.stream(Type.values())
            .filter(t -> t.name().equals(entry.path("dtype").asText()))
            .findFirst()
            .orElse(null);
    boolean sound =
        type != null
            && shape != null
            && from >= 0
            && to <= in.capacity() - start
            && to - from == type.bytes * shape.size();
    if (!sound) {
      throw misfit(source, name);
    }
    in.position(start + (int) from);
    ByteBuffer numbers = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case F32:
        float[] floats = new float[shape.size()];
        numbers.asFloatBuffer().get(floats);
        return new Tensor(shape, floats);
      case F64:
        double[] doubles = new double[shape.size()];
        numbers.asDoubleBuffer().get(doubles);
        return new Doubles(shape, doubles);
      case I32:
        int[] ints = new int[shape.size()];
        numbers.asIntBuffer().get(ints);
        return new Ints(shape, ints);
    }
    throw new AssertionError(type);
  }

  /** The shape, or null if it is none. */
  private static Shape shape(JsonNode extents) {
    if (!extents.isArray()) {
      return null;
    }
    int[] dims = new int[extents.size()];
    for (int i = 0; i < dims.length; i++) {
      if (!extents.get(i).isInt()) {
        return null;
      }
      dims[i] = extents.get(i).intValue();
    }
    try {
      return Shape.of(dims);
    } catch (EngineException e) {
      return null;
    }
  }

  private static ModelFileException misfit(String source, String name) {
    return broken(source, "array " + name + " does not fit the file");
  }

  private static ModelFileException broken(String source, String what) {
    return new ModelFileException(source + " is broken: " + what);
  }
}
