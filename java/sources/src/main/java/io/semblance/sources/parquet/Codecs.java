package io.semblance.sources.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Packs and unpacks pages; parquet-java's own way leads through Hadoop. */
final class Codecs implements CompressionCodecFactory {
  private static final int ZSTD_LEVEL = 3;

  /** What a page becomes. */
  @FunctionalInterface
  private interface Packing {
    byte[] apply(byte[] bytes) throws IOException;
  }

  /** What a packed page was. */
  @FunctionalInterface
  private interface Unpacking {
    byte[] apply(byte[] packed, int size) throws IOException;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    Packing packing =
        switch (codec) {
          case UNCOMPRESSED -> bytes -> bytes;
          case SNAPPY -> Snappy::compress;
          case ZSTD -> bytes -> Zstd.compress(bytes, ZSTD_LEVEL);
          case GZIP -> Codecs::gzip;
          case LZO, BROTLI, LZ4, LZ4_RAW -> throw unknown(codec);
        };
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        return BytesInput.from(packing.apply(bytes(bytes)));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return codec;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    Unpacking unpacking =
        switch (codec) {
          case UNCOMPRESSED -> (packed, size) -> packed;
          case SNAPPY -> (packed, size) -> Snappy.uncompress(packed);
          case ZSTD -> Codecs::zstd;
          case GZIP -> Codecs::gunzip;
          case LZ4_RAW -> Codecs::lz4;
          case LZO, BROTLI, LZ4 -> throw unknown(codec);
        };
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput packed, int size) throws IOException {
        return BytesInput.from(unpacking.apply(bytes(packed), size));
      }

      @Override
      public void decompress(ByteBuffer packed, int packedSize, ByteBuffer out, int size)
          throws IOException {
        byte[] bytes = new byte[packedSize];
        packed.get(bytes);
        out.put(unpacking.apply(bytes, size));
      }

      @Override
      public void release() {}
    };
  }

  private static byte[] bytes(BytesInput in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(in.size()));
    in.writeAllTo(out);
    return out.toByteArray();
  }

  /** Pages of a broken file may say any size. */
  private static byte[] zstd(byte[] packed, int size) throws IOException {
    try {
      return Zstd.decompress(packed, size);
    } catch (RuntimeException e) {
      throw new IOException("a page cannot be unpacked", e);
    }
  }

  private static byte[] lz4(byte[] packed, int size) throws IOException {
    byte[] out = new byte[size];
    try {
      new Lz4Decompressor().decompress(packed, 0, packed.length, out, 0, size);
    } catch (RuntimeException e) {
      throw new IOException("a page cannot be unpacked", e);
    }
    return out;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
      packing.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] gunzip(byte[] packed, int size) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(size);
    }
  }

  private static UnsupportedOperationException unknown(CompressionCodecName codec) {
    return new UnsupportedOperationException("pages packed by " + codec + " cannot be unpacked");
  }

  @Override
  public void release() {}
}
