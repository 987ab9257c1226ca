package io.semblance.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.semblance.data.DateTimeText;
import io.semblance.data.Schema;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Summaries on their way from executors to the driver, by the Kryo that Spark brings. Both ends are
 * the same jars, and nothing of this is ever kept.
 */
final class SummaryBytes {
  private static final int BUFFER = 1 << 16;

  private SummaryBytes() {}

  static byte[] of(Object summary) {
    try (Output out = new Output(BUFFER, -1)) {
      kryo().writeClassAndObject(out, summary);
      return out.toBytes();
    }
  }

  @SuppressWarnings("unchecked") // what was written is what is read
  static <S> S read(byte[] bytes) {
    try (Input in = new Input(bytes)) {
      return (S) kryo().readClassAndObject(in);
    }
  }

  private static Kryo kryo() {
    Kryo kryo = new WithRecords();
    kryo.setRegistrationRequired(false);
    kryo.setInstantiatorStrategy(
        new Kryo.DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    kryo.register(
        Schema.class, new ByText<>(Schema::toJson, text -> Schema.fromJson(text, "a summary")));
    kryo.register(DateTimeText.class, new ByText<>(DateTimeText::pattern, DateTimeText::of));
    return kryo;
  }

  /** Knows records, and collections that cannot be changed, which this version of Kryo does not. */
  private static final class WithRecords extends Kryo {
    @Override
    public Serializer<?> getDefaultSerializer(@SuppressWarnings("rawtypes") Class type) {
      if (type.isRecord()) {
        return new ByComponents();
      }
      String name = type.getName();
      boolean fixed =
          name.startsWith("java.util.ImmutableCollections$")
              || name.startsWith("java.util.Collections$")
              || name.equals("java.util.Arrays$ArrayList");
      return fixed ? new Copied() : super.getDefaultSerializer(type);
    }
  }

  /** To and from text. */
  private static final class ByText<T> extends Serializer<T> {
    private final Function<T, String> write;
    private final Function<String, T> read;

    ByText(Function<T, String> write, Function<String, T> read) {
      this.write = write;
      this.read = read;
    }

    @Override
    public void write(Kryo kryo, Output out, T object) {
      out.writeString(write.apply(object));
    }

    @Override
    public T read(Kryo kryo, Input in, Class<T> type) {
      return read.apply(in.readString());
    }
  }

  /** Records, by their components. */
  private static final class ByComponents extends Serializer<Object> {
    @Override
    public void write(Kryo kryo, Output out, Object object) {
      try {
        for (RecordComponent component : object.getClass().getRecordComponents()) {
          component.getAccessor().setAccessible(true);
          kryo.writeClassAndObject(out, component.getAccessor().invoke(object));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<Object> type) {
      try {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = kryo.readClassAndObject(in);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Collections, as such that can be changed. */
  private static final class Copied extends Serializer<Object> {
    @Override
    public void write(Kryo kryo, Output out, Object object) {
      Object copy =
          object instanceof Map<?, ?> map
              ? new LinkedHashMap<>(map)
              : object instanceof Set<?> set
                  ? new LinkedHashSet<>(set)
                  : new ArrayList<>((Collection<?>) object);
      kryo.writeClassAndObject(out, copy);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<Object> type) {
      Object copy = kryo.readClassAndObject(in);
      return copy instanceof List<?> list ? List.copyOf(list) : copy;
    }
  }
}
