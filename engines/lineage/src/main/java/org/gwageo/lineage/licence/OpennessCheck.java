package org.gwageo.lineage.licence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.licence.OpennessReport.Reason;
import org.gwageo.lineage.licence.OpennessReport.Statement;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a folder states of its licence. */
public final class OpennessCheck {

  private static final long LIMIT = 4 << 20;
  private static final int MOST_FILES = 50;
  private static final Pattern LICENCE_FILE =
      Pattern.compile("(?i)(?:licen[cs]e|copying|use_policy|terms|agreement).*");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Statement> statements = new ArrayList<>();
  private final List<Clause> clauses = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();

  private OpennessCheck() {}

  /**
   * Checks a folder with a model.
   *
   * @throws CheckpointException if it cannot be listed, or a file in it cannot be read or has more
   *     than 4 MiB
   */
  public static OpennessReport of(Path folder) throws CheckpointException {
    var check = new OpennessCheck();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().limit(100_000).toList()) {
        check.read(file);
      }
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
    }
    return check.report();
  }

  private void read(Path file) throws CheckpointException {
    String name = String.valueOf(file.getFileName());
    if (statements.size() > MOST_FILES) {
      return;
    }
    if (name.toLowerCase(Locale.ROOT).equals("readme.md")) {
      page(name, text(file));
    } else if (name.equals("config.json")) {
      config(name, text(file));
    } else if (LICENCE_FILE.matcher(name).matches()) {
      licenceFile(name, text(file));
    }
  }

  private static String text(Path file) throws CheckpointException {
    try {
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read"
                .formatted(file.getFileName(), Files.size(file), LIMIT));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(file.getFileName(), e.getMessage()), e);
    }
  }

  private void page(String name, String text) {
    Map<String, List<String>> matter = FrontMatter.of(text);
    List<String> stated = matter.getOrDefault("license", List.of());
    boolean other = stated.stream().anyMatch(one -> one.equals("other") || one.equals("unknown"));
    if (other) {
      List<String> named = matter.getOrDefault("license_name", List.of());
      named.forEach(one -> state(name + " license_name", one, text));
      if (named.isEmpty()) {
        state(name + " license", "other", text);
      }
    } else {
      stated.forEach(one -> state(name + " license", one, text));
    }
    List<Clause> found =
        Clause.in(name, text).stream()
            .filter(
                one ->
                    one.question() == Question.COMMERCIAL_USE
                        || one.question() == Question.THRESHOLD)
            .filter(
                one ->
                    one.question() != Question.THRESHOLD
                        || one.text().toLowerCase(Locale.ROOT).contains("user"))
            .toList();
    clauses.addAll(found);
    if (found.stream().anyMatch(one -> one.question() == Question.COMMERCIAL_USE)) {
      reasons.add(
          new Reason(
              name + "에 상업적 이용을 제한하는 듯한 글이 있습니다",
              name + " has words that seem to limit commercial use"));
    }
  }

  private void config(String name, String text) {
    try {
      JsonNode licence = JSON.readTree(text).path("license");
      if (licence.isString()) {
        state(name + " license", licence.asString(), text);
      }
    } catch (JacksonException e) {
      reasons.add(new Reason(name + "이 올바른 JSON이 아닙니다", "%s is not JSON".formatted(name)));
    }
  }

  private void state(String source, String said, String file) {
    Digest digest = Digest.of(file.getBytes(StandardCharsets.UTF_8));
    for (String one : said.split("(?i) and ", -1)) {
      Optional<Licence> licence = Licences.find(one);
      statements.add(new Statement(source, one, licence, digest));
      if (licence.isEmpty()) {
        reasons.add(
            new Reason(
                "%s의 \"%s\"은(는) 알려진 라이선스가 아닙니다".formatted(source, one),
                "\"%s\" in %s is no licence that is known".formatted(one, source)));
      }
    }
  }

  private void licenceFile(String name, String text) {
    Digest digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    Optional<String> id = LicenceText.recognise(text);
    if (id.isPresent()) {
      statements.add(new Statement(name, id.get(), Licences.find(id.get()), digest));
      return;
    }
    LicenceText.Resemblance closest = LicenceText.closest(text);
    long percent = (long) Math.floor(100 * closest.similarity());
    statements.add(new Statement(name, "text of its own", Optional.empty(), digest));
    clauses.addAll(Clause.in(name, text));
    reasons.add(
        percent < 50
            ? new Reason(name + "은(는) 알려진 라이선스 글이 아닙니다", name + " is no licence text that is known")
            : new Reason(
                "%s은(는) %s와(과) %d %% 같지만 똑같지 않습니다".formatted(name, closest.id(), percent),
                "%s shares %d %% with %s but is not the same"
                    .formatted(name, percent, closest.id())));
  }

  private OpennessReport report() {
    if (statements.isEmpty()) {
      reasons.add(new Reason("라이선스를 밝힌 곳이 없습니다", "no licence is stated"));
    }
    var known = new TreeSet<String>();
    statements.forEach(one -> one.licence().ifPresent(licence -> known.add(licence.id())));
    List<Licence.Result> results =
        statements.stream().flatMap(one -> one.licence().stream()).map(Licence::result).toList();
    if (known.size() > 1 && results.stream().distinct().count() > 1) {
      String all = known.stream().collect(Collectors.joining(", "));
      reasons.add(new Reason("서로 다른 라이선스를 밝혔습니다: " + all, "different licences are stated: " + all));
    }
    if (results.contains(Licence.Result.NEEDS_PERSON)) {
      reasons.add(
          new Reason(
              "이 라이선스의 조건은 사람이 읽어야 합니다", "the terms of this licence have to be read by a person"));
    }
    return new OpennessReport(result(results), statements, clauses, reasons);
  }

  /** Open only if nothing is unclear; restricted if every known licence restricts. */
  private Licence.Result result(List<Licence.Result> results) {
    boolean restricted =
        !results.isEmpty() && results.stream().allMatch(one -> one == Licence.Result.RESTRICTED);
    if (restricted) {
      return Licence.Result.RESTRICTED;
    }
    return reasons.isEmpty() ? Licence.Result.OPEN : Licence.Result.NEEDS_PERSON;
  }
}
