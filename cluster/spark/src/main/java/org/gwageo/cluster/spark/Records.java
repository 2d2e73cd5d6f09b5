package org.gwageo.cluster.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries records of the engine between the processes of a job, to the last bit of every number.
 * The engine's records are values and know nothing of serialisation: each travels as the name of
 * its class and its components, and is made again by its own constructor, which checks them. So do
 * the engine's final classes whose constructor takes their fields in order.
 *
 * <p>Only for bytes that another process of the same job wrote.
 */
final class Records {

  private static final String ENGINE = "org.gwageo.lineage.";

  private Records() {}

  /** A record on its way. */
  private static final class Packed implements Serializable {

    private static final long serialVersionUID = 1;

    private final Class<?> type;
    private final @Nullable Object[] components;

    Packed(Class<?> type, @Nullable Object[] components) {
      this.type = type;
      this.components = components;
    }
  }

  /** An {@link Optional} on its way. */
  private record Perhaps(@Nullable Object value) implements Serializable {}

  /** Takes arrays out of a record that are carried apart from it. */
  @FunctionalInterface
  interface Aside {

    /** Returns the number under which the array is found again, or -1 to leave it where it is. */
    int put(float[] array);
  }

  /** An array that is carried apart, on its way. */
  private record Apart(int number) implements Serializable {}

  /** Returns a record as bytes. */
  static byte[] write(Record record) {
    return write(record, array -> -1);
  }

  /** Returns a record as bytes without the arrays that are carried apart. */
  static byte[] write(Record record, Aside aside) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new Out(bytes, aside)) {
      out.writeObject(record);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s cannot be carried: %s".formatted(record.getClass().getSimpleName(), e.getMessage()),
          e);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the record that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if the bytes are another record's or damaged
   */
  static <T extends Record> T read(byte[] bytes, Class<T> type) {
    return read(
        bytes,
        type,
        number -> {
          throw new IllegalArgumentException("array %d was carried apart".formatted(number));
        });
  }

  /**
   * Returns the record that {@link #write(Record, Aside)} wrote. What is carried apart is shared
   * with the record and must not be changed.
   *
   * @param apart the arrays by number
   * @throws IllegalArgumentException if the bytes are another record's or damaged
   */
  static <T extends Record> T read(byte[] bytes, Class<T> type, IntFunction<float[]> apart) {
    try (var in = new In(new ByteArrayInputStream(bytes), apart)) {
      return type.cast(in.readObject());
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException(
          "the bytes are no %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }

  private static final class Out extends ObjectOutputStream {

    private final Aside aside;

    Out(OutputStream to, Aside aside) throws IOException {
      super(to);
      this.aside = aside;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) throws IOException {
      if (object instanceof Optional<?> optional) {
        return new Perhaps(optional.orElse(null));
      }
      if (object instanceof float[] array) {
        int number = aside.put(array);
        return number < 0 ? object : new Apart(number);
      }
      if (object instanceof Serializable && !(object instanceof Record)) {
        return object;
      }
      if (object instanceof Perhaps || object instanceof Apart) {
        return object;
      }
      return object instanceof Record record ? packed(record) : packed(object);
    }

    private static Packed packed(Record record) throws IOException {
      RecordComponent[] parts = record.getClass().getRecordComponents();
      var components = new @Nullable Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        try {
          var accessor = parts[i].getAccessor();
          accessor.setAccessible(true);
          components[i] = accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
          throw new IOException("a record does not show its components", e);
        }
      }
      return new Packed(record.getClass(), components);
    }

    /** Packs a value of a final class, which its constructor makes again from its fields. */
    private static Packed packed(Object value) throws IOException {
      Field[] fields = fields(value.getClass());
      var components = new @Nullable Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        try {
          fields[i].setAccessible(true);
          components[i] = fields[i].get(value);
        } catch (ReflectiveOperationException e) {
          throw new IOException("a value does not show its fields", e);
        }
      }
      return new Packed(value.getClass(), components);
    }
  }

  private static Field[] fields(Class<?> type) throws NotSerializableException {
    if (!type.getName().startsWith(ENGINE) || !Modifier.isFinal(type.getModifiers())) {
      throw new NotSerializableException(type.getName());
    }
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .toArray(Field[]::new);
  }

  private static Class<?>[] types(Class<?> type) throws NotSerializableException {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new)
        : Arrays.stream(fields(type)).map(Field::getType).toArray(Class<?>[]::new);
  }

  private static final class In extends ObjectInputStream {

    private final IntFunction<float[]> apart;

    In(InputStream from, IntFunction<float[]> apart) throws IOException {
      super(from);
      this.apart = apart;
      enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      ClassLoader loader = Records.class.getClassLoader();
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }

    @Override
    protected @Nullable Object resolveObject(@Nullable Object object) throws IOException {
      return switch (object) {
        case Perhaps perhaps -> Optional.ofNullable(perhaps.value());
        case Packed packed -> made(packed);
        case Apart array -> apart.apply(array.number());
        case null, default -> object;
      };
    }

    private static Object made(Packed packed) throws IOException {
      try {
        Constructor<?> constructor = packed.type.getDeclaredConstructor(types(packed.type));
        constructor.setAccessible(true);
        return constructor.newInstance(packed.components);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        var failure = new InvalidObjectException("no " + packed.type + " can be made");
        failure.initCause(e);
        throw failure;
      }
    }
  }
}
