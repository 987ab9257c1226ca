package io.semblance.data.encode;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the blocks of all columns lie in an encoded row: first all scalars, then all softmax
 * blocks, without gaps, so that a network needs one slice for each kind.
 */
public final class Layout {
  private final List<Block> blocks;
  private final int scalars;
  private final int width;

  private Layout(List<Block> blocks, int scalars, int width) {
    this.blocks = List.copyOf(blocks);
    this.scalars = scalars;
    this.width = width;
  }

  /**
   * A layout of the given blocks, which must be in order of their offsets, scalars first, without
   * gaps.
   *
   * @throws IllegalArgumentException when they are not
   */
  public static Layout of(List<Block> blocks) {
    int at = 0;
    int scalars = 0;
    for (Block block : blocks) {
      boolean scalar = block.kind() == Block.Kind.SCALAR;
      if (block.offset() != at || block.width() < 1 || (scalar && (scalars != at))) {
        throw new IllegalArgumentException("blocks out of order: " + blocks);
      }
      at += block.width();
      scalars += scalar ? 1 : 0;
    }
    return new Layout(blocks, scalars, at);
  }

  /** How many numbers an encoded row has. */
  public int width() {
    return width;
  }

  /** How many of them, from the start, are scalars. */
  public int scalars() {
    return scalars;
  }

  /** All blocks, in order of their offsets. */
  public List<Block> blocks() {
    return blocks;
  }

  /** The blocks of one column, in order of their offsets; empty for constants and identifiers. */
  public List<Block> blocksOf(String column) {
    List<Block> own = new ArrayList<>();
    for (Block block : blocks) {
      if (block.column().equals(column)) {
        own.add(block);
      }
    }
    return own;
  }

  /**
   * Bounds of the softmax blocks, counted from the first of them: 0, then where each one ends. What
   * a function over segments of their part of a row takes.
   */
  public List<Integer> softmaxBounds() {
    List<Integer> bounds = new ArrayList<>(List.of(0));
    for (Block block : blocks) {
      if (block.kind() == Block.Kind.SOFTMAX) {
        bounds.add(block.offset() + block.width() - scalars);
      }
    }
    return bounds;
  }

  @Override
  public String toString() {
    return blocks.toString();
  }
}
