package io.semblance.synth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.data.CategoricalColumn;
import io.semblance.data.Column;
import io.semblance.data.ColumnType;
import io.semblance.data.Hash;
import io.semblance.data.NumericColumn;
import io.semblance.data.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Where a model comes from: enough to fit it again and to tell models apart. */
public final class Provenance {
  /** Version written into models. */
  static final String VERSION = "0.1.0";

  private final ObjectNode json;

  Provenance(ObjectNode json) {
    this.json = json.deepCopy();
  }

  /**
   * One point of the training curve.
   *
   * @param validation loss on held-out rows, NaN without validation
   */
  record CurvePoint(
      int epoch, long step, double criticLoss, double generatorLoss, double validation) {}

  static Provenance of(
      ObjectMapper mapper,
      String synthesizer,
      Map<String, String> settings,
      FitOptions options,
      String backend,
      Table train,
      List<CurvePoint> curve,
      String ending) {
    ObjectNode json = mapper.createObjectNode();
    json.put("synthesizer", synthesizer);
    json.put("version", VERSION);
    json.put("seed", options.seed());
    json.put("backend", backend);
    json.put("ended", ending);
    ObjectNode s = json.putObject("settings");
    settings.forEach(s::put);
    ObjectNode data = json.putObject("data");
    data.put("rows", train.rows());
    data.put("columns", train.width());
    data.put("sha256", hash(train));
    ArrayNode points = json.putArray("curve");
    for (CurvePoint p : curve) {
      ObjectNode point = points.addObject();
      point.put("epoch", p.epoch());
      point.put("step", p.step());
      finite(point, "critic_loss", p.criticLoss());
      finite(point, "generator_loss", p.generatorLoss());
      finite(point, "validation_loss", p.validation());
    }
    return new Provenance(json);
  }

  private static void finite(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    }
  }

  /** SHA-256 over schema and cells: tells tables apart, tells nothing of their rows. */
  private static String hash(Table table) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    digest.update(table.schema().toJson().getBytes(StandardCharsets.UTF_8));
    ByteBuffer buffer = ByteBuffer.allocate(1 << 13);
    for (Column column : table.columns()) {
      for (int row = 0; row < table.rows(); row++) {
        if (buffer.remaining() < Long.BYTES) {
          digest.update(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
        if (column instanceof NumericColumn n) {
          buffer.putDouble(n.value(row));
        } else if (column.schema().type() == ColumnType.ID) {
          buffer.putLong(textHash(((CategoricalColumn) column).label(row)));
        } else {
          buffer.putInt(((CategoricalColumn) column).code(row));
        }
      }
    }
    digest.update(buffer.array(), 0, buffer.position());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Identifiers have no categories in the schema that their codes would mean. */
  private static long textHash(String text) {
    long hash = text == null ? 1 : 0;
    for (int i = 0; text != null && i < text.length(); i++) {
      hash = Hash.mix(hash ^ text.charAt(i));
    }
    return hash;
  }

  ObjectNode tree() {
    return json.deepCopy();
  }

  /** All of it, pretty-printed. */
  public String toJson() {
    return json.toPrettyString();
  }
}
