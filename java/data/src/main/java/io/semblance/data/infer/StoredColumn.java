package io.semblance.data.infer;

import io.semblance.data.StoredType;
import java.util.Set;

/**
 * What a typed source says of a column.
 *
 * @param name unique in its table
 * @param type how its cells are held; null where the source does not know, and texts must tell
 * @param roles what its cells name
 */
public record StoredColumn(String name, StoredType type, Set<Role> roles) {
  /** What the cells of a column name. */
  public enum Role {
    /** Their row, as those of a primary key do. */
    KEY,
    /** Their row, together with those of other columns. */
    KEY_PART,
    /** Rows of another table, so that no others may come. */
    FOREIGN
  }

  /** A column that names nothing. */
  public StoredColumn(String name, StoredType type) {
    this(name, type, Set.of());
  }

  boolean is(Role role) {
    return roles.contains(role);
  }
}
