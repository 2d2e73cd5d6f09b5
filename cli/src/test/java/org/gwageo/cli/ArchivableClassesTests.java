package org.gwageo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ArchivableClassesTests {

  @TempDir private Path folder;

  @Test
  void noClassOfTheParserStaysTooOldForAnArchive() throws Exception {
    Path jar = parser();
    assertThat(versions(jar)).anyMatch(version -> version < ClassFile.JAVA_6_VERSION);
    assertThat(ArchivableClasses.raise(jar)).isPositive();
    assertThat(versions(jar)).allMatch(version -> version >= ClassFile.JAVA_6_VERSION);
  }

  @Test
  void theParserIsVerifiedAndParsesAsBefore() throws Exception {
    Path jar = parser();
    ArchivableClasses.raise(jar);
    try (var loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : classes(jar)) {
        Class.forName(name, true, loader);
      }
      Class<?> line = loader.loadClass(CommandLine.class.getName());
      Class<?> spec = loader.loadClass(CommandLine.Model.CommandSpec.class.getName());
      Object parser =
          line.getConstructor(Object.class).newInstance(spec.getMethod("create").invoke(null));
      line.getMethod("setUnmatchedArgumentsAllowed", boolean.class).invoke(parser, true);
      line.getMethod("parseArgs", String[].class)
          .invoke(parser, (Object) new String[] {"a", "--b"});
      Method unmatched = line.getMethod("getUnmatchedArguments");
      assertThat(unmatched.invoke(parser)).isEqualTo(List.of("a", "--b"));
    }
  }

  @Test
  void aJarWithoutOldClassesIsLeftAsItIs() throws Exception {
    Path jar = parser();
    ArchivableClasses.raise(jar);
    byte[] before = Files.readAllBytes(jar);
    assertThat(ArchivableClasses.raise(jar)).isZero();
    assertThat(jar).hasBinaryContent(before);
  }

  private Path parser() throws Exception {
    Path original =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.copy(original, folder.resolve("parser.jar"));
  }

  private static List<Integer> versions(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .map(
              entry -> {
                try (var in = file.getInputStream(entry)) {
                  return ClassFile.of().parse(in.readAllBytes()).majorVersion();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  /** Returns the names of the classes that need nothing beside the jar and the platform. */
  private static List<String> classes(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName().replace('/', '.'))
          .filter(name -> name.startsWith("picocli.CommandLine") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .toList();
    }
  }
}
