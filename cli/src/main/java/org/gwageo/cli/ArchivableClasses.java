package org.gwageo.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Raises the version of a library's classes so that a class archive can hold them.
 *
 * <p>The Java machine keeps no class of a version below 50 in its archives, because such classes
 * are verified by inference of types instead of by stack maps. The command line's parser is
 * compiled for Java 5. The launcher raises its classes once after a build; what they do stays the
 * same.
 */
final class ArchivableClasses {

  private static final int OLDEST_ARCHIVABLE = ClassFile.JAVA_6_VERSION;
  private static final int RAISED = ClassFile.JAVA_8_VERSION;

  private ArchivableClasses() {}

  /**
   * Raises classes of jar files in place; a jar without old classes is left as it is.
   *
   * @param jars the files
   */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      raise(Path.of(jar));
    }
  }

  /** Raises the classes of one jar file; returns how many there were to raise. */
  static int raise(Path jar) throws IOException {
    Map<JarEntry, byte[]> entries = entries(jar);
    Map<String, byte[]> classes = new LinkedHashMap<>();
    entries.forEach((entry, bytes) -> classes.put(entry.getName(), bytes));
    ClassFile files =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(resolver(classes)));
    int raised = 0;
    for (Map.Entry<JarEntry, byte[]> entry : entries.entrySet()) {
      if (isOld(entry.getKey().getName(), entry.getValue())) {
        entry.setValue(raised(files, entry.getValue()));
        raised++;
      }
    }
    if (raised > 0) {
      write(entries, jar);
    }
    return raised;
  }

  private static Map<JarEntry, byte[]> entries(Path jar) throws IOException {
    Map<JarEntry, byte[]> entries = new LinkedHashMap<>();
    try (var file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        try (InputStream in = file.getInputStream(entry)) {
          entries.put(entry, in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** Finds the superclasses of the jar's own classes in it; what is nowhere is an object. */
  private static ClassHierarchyResolver resolver(Map<String, byte[]> classes) {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              byte[] found = classes.get(name(type));
              return found == null ? null : new ByteArrayInputStream(found);
            })
        .orElse(ClassHierarchyResolver.defaultResolver())
        .orElse(type -> ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object));
  }

  private static String name(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1) + ".class";
  }

  private static boolean isOld(String name, byte[] bytes) {
    // A class file begins with a magic number, its minor and its major version.
    return name.endsWith(".class")
        && ByteBuffer.wrap(bytes).getShort(Integer.BYTES + Short.BYTES) < OLDEST_ARCHIVABLE;
  }

  private static byte[] raised(ClassFile files, byte[] bytes) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(RAISED, 0);
          } else {
            builder.with(element);
          }
        };
    return files.transformClass(
        files.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  }

  private static void write(Map<JarEntry, byte[]> entries, Path jar) throws IOException {
    Path next = jar.resolveSibling(jar.getFileName() + ".next");
    try (OutputStream out = Files.newOutputStream(next);
        var raised = new JarOutputStream(out)) {
      entries.forEach(
          (entry, bytes) -> {
            try {
              var same = new JarEntry(entry.getName());
              same.setLastModifiedTime(entry.getLastModifiedTime());
              raised.putNextEntry(same);
              raised.write(bytes);
              raised.closeEntry();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
