package org.gwageo.benchmark.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder from which sandboxes are made, and the commands that make them.
 *
 * <p>{@code root} is an empty tree of folders. The first process of each sandbox fills it by a
 * table of mounts, in a mount name space of its own, and makes it the root: the system's programs
 * and the interpreter read-only, an empty {@code /scratch} in memory, two devices. Without name
 * spaces each process gets a folder under {@code scratch} instead.
 */
final class Enclosure {

  /** The environment variable by which processes of a sandbox are found again. */
  static final String VARIABLE = "GWAGEO_SANDBOX";

  private static final List<String> TOOLS =
      List.of("setsid", "unshare", "mount", "chroot", "timeout", "setpriv", "prlimit", "sh");
  private static final List<Path> BIN =
      List.of(Path.of("/usr/bin"), Path.of("/usr/sbin"), Path.of("/bin"), Path.of("/sbin"));
  private static final List<String> SYSTEM = List.of("bin", "sbin", "lib", "lib32", "lib64");

  private final Path base;
  private final Interpreter interpreter;
  private final Limits limits;
  private final Isolation isolation;
  private final boolean administrator;
  private final int firstUser;

  private Enclosure(Path base, Interpreter interpreter, Limits limits, Isolation isolation)
      throws IOException {
    this.base = base;
    this.interpreter = interpreter;
    this.limits = limits;
    this.isolation = isolation;
    this.administrator = Files.getAttribute(base, "unix:uid") instanceof Integer uid && uid == 0;
    // Accounts that nobody has, so that the number of processes is counted for each slot alone.
    this.firstUser = 1_000_000_000 + (int) (ProcessHandle.current().pid() % 1_000_000) * 1000;
  }

  /** Writes the folder. */
  static Enclosure prepare(Interpreter interpreter, Limits limits, Isolation isolation)
      throws SandboxException {
    for (String tool : TOOLS) {
      if (BIN.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(tool)))) {
        throw new SandboxException(
            "the command " + tool + " of util-linux or coreutils is missing");
      }
    }
    try {
      Path base = Files.createTempDirectory("gwageo-sandbox");
      Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwx--x--x"));
      Enclosure enclosure = new Enclosure(base.toRealPath(), interpreter, limits, isolation);
      enclosure.write();
      return enclosure;
    } catch (IOException e) {
      throw new SandboxException("the sandbox's folder cannot be written: " + e.getMessage(), e);
    }
  }

  private void write() throws IOException {
    Files.createDirectories(base.resolve("program"));
    Files.createDirectories(base.resolve("scratch"));
    String values = resource("values.py");
    for (String name : List.of("subject.py", "judge.py")) {
      readable(base.resolve("program/" + name), values + "\n\n" + resource(name));
    }
    readable(base.resolve("enter.sh"), resource("enter.sh"));
    if (isolation == Isolation.NAMESPACES) {
      readable(base.resolve("mounts"), tree(base.resolve("root")));
    }
    for (String folder : List.of("program", "scratch")) {
      Files.setPosixFilePermissions(
          base.resolve(folder), PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  /** Makes the tree of mount points and returns the table of mounts. */
  private String tree(Path root) throws IOException {
    Files.createDirectories(root);
    StringBuilder table = new StringBuilder();
    row(table, root.toString(), root.toString(), "none", "bind,ro");
    Set<Path> folders = new LinkedHashSet<>(List.of(Path.of("/usr")));
    for (String name : SYSTEM) {
      Path folder = Path.of("/", name);
      if (Files.isSymbolicLink(folder)) {
        Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(folder));
      } else if (Files.isDirectory(folder)) {
        folders.add(folder);
      }
    }
    folders.addAll(interpreter.folders());
    for (Path folder : folders) {
      Path place = root.resolve(folder.toString().substring(1));
      Files.createDirectories(place);
      row(table, folder.toString(), place.toString(), "none", "bind,ro,nosuid");
    }
    Path program = Files.createDirectories(root.resolve("program"));
    row(table, base.resolve("program").toString(), program.toString(), "none", "bind,ro,nosuid");
    Files.createDirectories(root.resolve("dev"));
    for (String device : List.of("/dev/null", "/dev/urandom")) {
      Path place = Files.createFile(root.resolve(device.substring(1)));
      row(table, device, place.toString(), "none", "bind");
    }
    Path scratch = Files.createDirectories(root.resolve("scratch"));
    String options = "size=" + limits.scratch() + ",nr_inodes=10000,mode=777,nosuid,nodev";
    row(table, "tmpfs", scratch.toString(), "tmpfs", options);
    return table.toString();
  }

  private static void row(
      StringBuilder table, String source, String place, String type, String options) {
    table.append(escaped(source)).append(' ').append(escaped(place)).append(' ');
    table.append(type).append(' ').append(options).append(" 0 0\n");
  }

  private static String escaped(String path) {
    return path.replace("\\", "\\134").replace(" ", "\\040").replace("\t", "\\011");
  }

  Path base() {
    return base;
  }

  /** Returns the whole command that runs {@code inner} as process {@code place}. */
  List<String> command(int place, List<String> inner) {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    boolean namespaces = isolation == Isolation.NAMESPACES;
    if (namespaces) {
      command.add("unshare");
      if (!administrator) {
        command.addAll(List.of("--user", "--map-root-user"));
      }
      command.addAll(List.of("--net", "--pid", "--ipc", "--uts", "--mount"));
      command.addAll(List.of("--fork", "--kill-child", "sh", base.resolve("enter.sh").toString()));
      command.addAll(List.of(base.resolve("mounts").toString(), base.resolve("root").toString()));
    }
    // Should this process itself be killed, the program still ends.
    command.addAll(List.of("timeout", "-s", "KILL", longest() + ""));
    rights(command, place, namespaces);
    command.add("prlimit");
    command.add("--cpu=" + limits.cpuSeconds() + ":" + (limits.cpuSeconds() + 1));
    command.add("--as=" + limits.memory());
    command.add("--fsize=" + limits.fileSize());
    command.add("--core=0");
    command.add("--nofile=256");
    if (namespaces || administrator) {
      command.add("--nproc=" + limits.processes());
    }
    command.add("--");
    command.addAll(inner);
    return command;
  }

  private long longest() {
    return Limits.MOST_PERIODS * limits.wall().toSeconds() + 10;
  }

  /** Gives up the rights of an administrator, of the real one or of the name space's. */
  private void rights(List<String> command, int place, boolean namespaces) {
    if (!administrator && !namespaces) {
      return;
    }
    command.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"));
    if (administrator) {
      int user = user(place);
      command.addAll(List.of("--reuid=" + user, "--regid=" + user, "--clear-groups"));
    } else {
      command.add("--securebits=+noroot,+noroot_locked");
    }
  }

  private int user(int place) {
    return firstUser + place;
  }

  /** Returns the value of {@link #VARIABLE} that only process {@code place} and its own carry. */
  String mark(int place) {
    return base.getFileName() + "/" + place + "/";
  }

  /** Returns whether a line {@code ready} comes before the program's own output. */
  boolean announces() {
    return isolation == Isolation.NAMESPACES;
  }

  List<String> script(String name) {
    return interpreted(isolation == Isolation.NAMESPACES ? "/program/" : base + "/program/", name);
  }

  List<String> program(int slot, String text) throws IOException {
    String name = "program-" + slot;
    readable(base.resolve("program/" + name), text);
    return script(name);
  }

  private List<String> interpreted(String folder, String name) {
    List<String> command = new ArrayList<>(interpreter.command());
    command.add(folder + name);
    return command;
  }

  /** Returns the folder in which process {@code place} starts, empty. */
  Path folder(int place) throws IOException {
    if (isolation == Isolation.NAMESPACES) {
      return base;
    }
    Path folder = base.resolve("scratch/" + place);
    delete(folder);
    Files.createDirectories(folder);
    if (administrator) {
      Files.setAttribute(folder, "unix:uid", user(place));
    }
    return folder;
  }

  /** Ends whatever process {@code place} left behind. */
  void sweep(int place, String mark) {
    if (isolation == Isolation.LIMITS_ONLY) {
      Strays.end(mark, administrator ? user(place) : -1);
    }
  }

  void remove() {
    try {
      delete(base);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's folder cannot be removed: " + base, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void readable(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Enclosure.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("the file " + name + " of the sandbox is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
