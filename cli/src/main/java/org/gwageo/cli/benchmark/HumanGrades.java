package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.judge.Grade;
import org.gwageo.benchmark.judge.JudgeAgreement;
import org.gwageo.benchmark.judge.Scale;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/** What people gave to replies. */
final class HumanGrades {

  /** A line of the file. */
  private record Line(String item, int cluster, Grade grade) {}

  private final Path file;
  private final List<Line> lines;

  private HumanGrades(Path file, List<Line> lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Reads a file with the columns {@code item}, {@code grade} and perhaps {@code cluster}. */
  static HumanGrades read(Path file, Scale scale) throws CannotRun {
    InputFile.requireFile("file of grades", file);
    List<Line> lines = new ArrayList<>();
    Map<String, Integer> clusters = new HashMap<>();
    Set<String> seen = new HashSet<>();
    try (ItemReader reader = Items.of(file).open()) {
      for (Item line = reader.next(); line != null; line = reader.next()) {
        String item = line.text("item");
        String word = line.text("grade").strip();
        Grade grade = scale.read(word).orElse(null);
        if (grade == null) {
          throw new CannotRun(
              "%s line %d: a grade is %s, not \"%s\""
                  .formatted(file, line.line(), scale.description(), word));
        }
        if (!seen.add(item)) {
          throw new CannotRun(
              "%s line %d: item %s is graded twice".formatted(file, line.line(), item));
        }
        String cluster = line.fields().containsKey("cluster") ? line.text("cluster") : "\n" + item;
        lines.add(
            new Line(item, clusters.computeIfAbsent(cluster, name -> clusters.size()), grade));
      }
      return new HumanGrades(file, lines);
    } catch (TaskException e) {
      throw new CannotRun("the grades cannot be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw InputFile.unreadable("file of grades", file, e);
    }
  }

  /**
   * Compares a judge's verdicts with the grades; null if the judge gave no readable verdict on any
   * graded item.
   */
  @Nullable JudgeAgreement agreement(JudgeSession session, long seed) throws CannotRun {
    List<JudgeAgreement.Compared> compared = new ArrayList<>();
    for (Line line : lines) {
      if (!session.has(line.item)) {
        throw new CannotRun(
            "%s grades item %s, which the run does not have".formatted(file, line.item));
      }
      compared.add(
          new JudgeAgreement.Compared(
              line.item, line.cluster, line.grade, session.grade(line.item)));
    }
    return compared.stream().allMatch(one -> one.judge() == null)
        ? null
        : JudgeAgreement.of(session.spec(), compared, seed);
  }
}
