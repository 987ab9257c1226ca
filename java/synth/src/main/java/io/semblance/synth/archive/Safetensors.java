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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named float arrays in the safetensors format: eight bytes of header length (little endian), a
 * JSON header with type, shape and place of each array, then the numbers. Readable by every
 * framework.
 */
public final class Safetensors {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Safetensors() {}

  /** An array with its shape. */
  public record Tensor(Shape shape, float[] values) {}

  /** The file of these arrays, in the order of the map. */
  public static byte[] write(Map<String, Tensor> tensors) {
    ObjectNode header = MAPPER.createObjectNode();
    long at = 0;
    for (Map.Entry<String, Tensor> e : tensors.entrySet()) {
      ObjectNode entry = header.putObject(e.getKey());
      entry.put("dtype", "F32");
      ArrayNode shape = entry.putArray("shape");
      for (int d : e.getValue().shape().dims()) {
        shape.add(d);
      }
      long end = at + 4L * e.getValue().values().length;
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(8 + json.length + at)).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(json.length).put(json);
    for (Tensor t : tensors.values()) {
      for (float v : t.values()) {
        out.putFloat(v);
      }
    }
    return out.array();
  }

  /**
   * @param source for error messages
   * @throws ModelFileException if the bytes are not safetensors of 32-bit floats
   */
  public static Map<String, Tensor> read(byte[] bytes, String source) {
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
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long room = (long) bytes.length - start;
    for (Map.Entry<String, JsonNode> e : header.properties()) {
      if (!e.getKey().equals("__metadata__")) {
        Tensor tensor = tensor(e.getKey(), e.getValue(), in, start, source);
        // Many names for the same bytes would unpack to any size.
        room -= 4L * tensor.values().length;
        if (room < 0) {
          throw broken(source, "its arrays overlap");
        }
        tensors.put(e.getKey(), tensor);
      }
    }
    return tensors;
  }

  private static Tensor tensor(
      String name, JsonNode entry, ByteBuffer in, int start, String source) {
    JsonNode offsets = entry.path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    Shape shape = shape(entry.path("shape"));
    boolean sound =
        entry.path("dtype").asText().equals("F32")
            && shape != null
            && from >= 0
            && to <= in.capacity() - start
            && to - from == 4L * shape.size();
    if (!sound) {
      throw broken(source, "array " + name + " does not fit the file");
    }
    float[] values = new float[shape.size()];
    in.position(start + (int) from);
    in.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new Tensor(shape, values);
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

  private static ModelFileException broken(String source, String what) {
    return new ModelFileException(source + " is broken: " + what);
  }
}
