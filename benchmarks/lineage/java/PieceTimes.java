import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;

/**
 * Compares two models and times every piece: {@code subject reference threads}. Prints a line {@code
 * step NUMBER KIND WALL} per list of pieces, a line {@code piece NUMBER CPU WALL} per piece, in order, and the
 * line {@code all WALL CPU-OF-THE-CALLER SHA-256-OF-THE-REPORT}, in seconds. The processor time of a
 * piece is that of its own thread, and all of it with one thread only.
 */
public final class PieceTimes {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

  private PieceTimes() {}

  /** What a piece gave, and how long that took. */
  private record Timed<T>(T value, double cpu, double wall) {}

  private record Watched<T>(Piece<? extends T> piece) implements Piece<Timed<T>> {

    @Override
    public Timed<T> on(Site site) throws CheckpointException {
      long cpu = THREADS.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      T value = piece.on(site);
      return new Timed<>(
          value,
          1e-9 * (THREADS.getCurrentThreadCpuTime() - cpu),
          1e-9 * (System.nanoTime() - begun));
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      return piece.reads(towers);
    }

    @Override
    public boolean wide() {
      return piece.wide();
    }
  }

  private static Crew watched(Crew crew) {
    var steps = new int[1];
    return new Crew() {
      @Override
      public <T> List<T> compute(List<Tower> towers, List<? extends Piece<? extends T>> pieces)
          throws CheckpointException {
        if (pieces.isEmpty()) {
          return List.of();
        }
        int step = steps[0]++;
        var watched = new ArrayList<Watched<T>>();
        for (Piece<? extends T> piece : pieces) {
          watched.add(new Watched<>(piece));
        }
        long begun = System.nanoTime();
        List<Timed<T>> timed = crew.compute(towers, watched);
        String kind = pieces.get(0).getClass().getName();
        LINES.add(
            "step %d %s %.6f"
                .formatted(
                    step,
                    kind.substring(kind.lastIndexOf('.') + 1),
                    1e-9 * (System.nanoTime() - begun)));
        var values = new ArrayList<T>();
        for (Timed<T> one : timed) {
          LINES.add("piece %d %.6f %.6f".formatted(step, one.cpu(), one.wall()));
          values.add(one.value());
        }
        return values;
      }
    };
  }

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[2]);
    try (Checkpoint subject = Checkpoint.open(Path.of(arguments[0]));
        Checkpoint reference = Checkpoint.open(Path.of(arguments[1]))) {
      long cpu = THREADS.getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      LineageReport report =
          LineageComparison.compare(
              subject,
              reference,
              List.of(),
              Settings.of(0),
              watched(Crew.ofThisMachine(threads)));
      LINES.add(
          "all %.6f %.6f %s"
              .formatted(
                  1e-9 * (System.nanoTime() - begun),
                  1e-9 * (THREADS.getCurrentThreadCpuTime() - cpu),
                  HexFormat.of()
                      .formatHex(MessageDigest.getInstance("SHA-256").digest(report.toJson()))));
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LINES.forEach(out::println);
  }
}
