package io.semblance.cuda;

import io.semblance.cuda.Jobs.Job;
import io.semblance.cuda.schedule.Task;
import io.semblance.engine.compile.Instruction.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the tasks of one level as jobs that run side by side, each with blocks of its own. */
final class JobWriter {
  /** One launch of the group kernel: offsets in the image. */
  record Launch(int jobs, int table, int blocks, int sharedBytes, boolean products) {}

  private static final int JOB_BYTES = 128;

  /** Blocks of one job per multiprocessor at most; a block then takes several pieces in turn. */
  private static final int BLOCKS_PER_PROCESSOR = 16;

  private final Image image;
  private final Jobs jobs;
  private final int processors;

  JobWriter(Image image, Jobs.Places places, long seed, int processors) {
    this.image = image;
    this.jobs = new Jobs(image, places, seed, processors);
    this.processors = processors;
  }

  /** Writes tasks that run side by side. */
  Launch write(List<Task> tasks) {
    // Blocks start in their order: products take longest.
    List<Task> order = new ArrayList<>(tasks.stream().filter(JobWriter::isProduct).toList());
    boolean products = !order.isEmpty();
    tasks.stream().filter(t -> !isProduct(t)).forEach(order::add);
    List<Job> all = order.stream().map(t -> t.accept(jobs)).toList();
    int at = image.reserve(JOB_BYTES * all.size(), 16);
    int blocks = 0;
    int shared = 0;
    int[] table = new int[0];
    for (int j = 0; j < all.size(); j++) {
      Job job = all.get(j);
      int first = blocks;
      blocks = Math.toIntExact(blocks + blocks(job));
      shared = Math.max(shared, job.sharedBytes());
      table = Arrays.copyOf(table, blocks);
      Arrays.fill(table, first, blocks, j);
      write(at + JOB_BYTES * j, job, first);
    }
    return new Launch(at, image.putInts(table), blocks, shared, products);
  }

  private long blocks(Job job) {
    return Math.max(1, Math.min(job.blocks(), (long) BLOCKS_PER_PROCESSOR * processors));
  }

  private void write(int at, Job job, int firstBlock) {
    long[] words = new long[JOB_BYTES / Long.BYTES];
    words[0] = job.kind();
    words[1] = firstBlock;
    words[2] = blocks(job);
    System.arraycopy(job.fields(), 0, words, 3, job.fields().length);
    for (int f = 0; f < words.length; f++) {
      int place = at + Long.BYTES * f;
      int field = f;
      if (Arrays.stream(job.own()).anyMatch(own -> own == field)) {
        image.putOwnAddress(place, (int) words[f]);
      } else {
        image.putLong(place, words[f]);
      }
    }
  }

  private static boolean isProduct(Task t) {
    return t instanceof Task.Fused
        || t instanceof Task.Single s && s.instruction() instanceof Product;
  }
}
