package org.gwageo.benchmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.run.RunsTogether.Ended;

/**
 * Runs of several models, each in a folder of its own, in the same time window ({@link
 * RunsTogether}).
 */
public final class FoldersTogether {

  /**
   * One of the runs.
   *
   * @param folder where it is kept
   * @param endpoint who is asked
   * @param options how the endpoint is treated
   * @param progress watches this run; called from the run's own thread
   */
  public record Member(
      BenchmarkFolder folder, Endpoint endpoint, RunOptions options, Progress progress) {}

  private FoldersTogether() {}

  /**
   * Begins or continues all until each is done, stopped by its progress or broken, writes the files
   * of those that ended with a score, and returns how they ended, in the order of {@code members}.
   *
   * @throws IllegalArgumentException if an endpoint's subject is not its folder's, or two share a
   *     folder
   * @throws IOException if a folder is in use by another process or cannot be written; nothing has
   *     been asked then
   * @throws InterruptedException if the calling thread is interrupted: requests under way are
   *     abandoned, replies that came are in the journals
   */
  public static List<Ended> run(List<Member> members) throws IOException, InterruptedException {
    Set<Path> folders = new HashSet<>();
    for (Member member : members) {
      if (!folders.add(member.folder().path().toAbsolutePath().normalize())) {
        throw new IllegalArgumentException(
            "each run has a folder of its own, unlike those in " + member.folder().path());
      }
    }
    List<BenchmarkFolder.Session> sessions = new ArrayList<>();
    try {
      for (Member member : members) {
        sessions.add(member.folder().begin(member.endpoint(), member.options(), member.progress()));
      }
      List<Ended> ended =
          RunsTogether.run(sessions.stream().map(BenchmarkFolder.Session::entrant).toList());
      List<Ended> kept = new ArrayList<>();
      for (int i = 0; i < ended.size(); i++) {
        kept.add(kept(sessions.get(i), ended.get(i)));
      }
      return kept;
    } finally {
      close(sessions);
    }
  }

  private static Ended kept(BenchmarkFolder.Session session, Ended ended) {
    try {
      return ended instanceof Ended.Scored(var result)
          ? new Ended.Scored(session.keep(result))
          : ended;
    } catch (IOException e) {
      return new Ended.Broken(e);
    }
  }

  private static void close(List<BenchmarkFolder.Session> sessions) throws IOException {
    IOException problem = null;
    for (BenchmarkFolder.Session session : sessions) {
      try {
        session.close();
      } catch (IOException e) {
        problem = e;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
