package io.semblance.synth;

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

/** SHA-256 over schema and cells: tells tables apart, tells nothing of their rows. */
final class TableHash {
  private TableHash() {}

  static String of(Table table) {
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
}
