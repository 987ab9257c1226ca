package io.semblance.data;

/**
 * The made-up people of a table, one for each row: whatever columns name them name the same one.
 * Family names come again only when all have been used, and then with other given names.
 *
 * @param takenOrNull in which blocks of {@link IdWords#FAMILY} names of the real table lie, which
 *     are not used; null: none are known
 */
record IdPeople(IdBlocks takenOrNull) {
  static final IdPeople ANY = new IdPeople(null);

  private static final long GIVEN = 0x67_6976;
  private static final long FAMILY = 0x66_616d;

  /**
   * One of them.
   *
   * @param number which, below {@link #count}
   */
  record Person(IdPeople people, long number, long seed) {
    /** The number of the given name, or of a further one. */
    long given(int which) {
      long round = number / people.families();
      int all = IdWords.GIVEN.words().size();
      long first = Hash.permuted(round % all, all, Hash.mix(seed ^ GIVEN ^ family(0)));
      return which == 0 ? first : (first + 1 + which * (family(0) % (all - 1))) % all;
    }

    /** The number of the family name, or of a further one. */
    long family(int which) {
      long families = people.families();
      long turned = (number + which * (families / 2)) % families;
      long index = Hash.permuted(turned, families, seed ^ FAMILY);
      return people.takenOrNull == null ? index : people.takenOrNull.nthFree(index);
    }
  }

  /** How many family names may be used. */
  long families() {
    return takenOrNull == null ? IdWords.FAMILY.words().size() : takenOrNull.free();
  }

  /** How many people have different names. */
  long count() {
    return families() * IdWords.GIVEN.words().size();
  }

  /** The person of a row. */
  Person ofRow(long row, long seed) {
    return new Person(this, row % count(), seed);
  }

  /** Without the names that either does not use; null if none are left. */
  IdPeople and(IdPeople other) {
    if (takenOrNull == null || other.takenOrNull == null) {
      return takenOrNull == null ? other : this;
    }
    IdBlocks both = takenOrNull.and(other.takenOrNull);
    return both.free() == 0 ? null : new IdPeople(both);
  }

  /** Those that have no family name of a real table; null if too few names are left. */
  static IdPeople without(long[] realFamilies) {
    if (realFamilies.length == 0) {
      return ANY;
    }
    IdBlocks blocks = IdBlocks.ofLeast(IdWords.FAMILY.words().size(), realFamilies);
    return blocks == null ? null : new IdPeople(blocks);
  }

  static IdPeople read(String taken) {
    return taken == null ? ANY : new IdPeople(IdBlocks.read(IdWords.FAMILY.words().size(), taken));
  }
}
