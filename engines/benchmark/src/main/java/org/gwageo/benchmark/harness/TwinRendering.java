package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gwageo.benchmark.answer.ChoiceReader;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Draft;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Rendering;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The generative twin of a task of choices: the choices are listed with letters and the model is
 * asked for one. A prompt that lists its choices already, as {@code (A)} or {@code A.}, is left as
 * it is. It is another benchmark than the likelihood task; its results say so by their filter.
 */
record TwinRendering(
    TaskSpec spec, Api api, Documents documents, FewShots examples, Digest exampleSource, long seed)
    implements Rendering {

  private static final Pattern BARE = Pattern.compile("\\s*\\(?[A-J]\\)?\\.?\\s*");
  private static final Pattern HANGUL = Pattern.compile("[가-힣]");
  private static final int TOKENS = 1024;

  @Override
  public int mostParts() {
    return 1;
  }

  @Override
  public List<Draft> drafts(Item item, int repeat) throws TaskException {
    try {
      List<Turn> turns = new ArrayList<>();
      for (Map<String, @Nullable Object> example : examples.before(item.ordinal(), item.fields())) {
        turns.add(new Turn("user", question(example), "\n"));
        turns.add(new Turn("assistant", letter(gold(example)), "\n\n"));
      }
      turns.add(new Turn("user", question(item.fields()), "\n"));
      Object prompt = api == Api.CHAT ? Assembly.messages(turns) : Assembly.text(turns);
      return List.of(new Draft(prompt, parameters(), Request.GENERATED));
    } catch (DocumentException e) {
      throw new TaskException(
          item.file(), item.line(), "document " + item.id() + ": " + e.getMessage());
    }
  }

  private String question(Map<String, @Nullable Object> document) throws DocumentException {
    String text = PythonText.rstrip(PythonValue.str(documents.text(document)));
    List<String> choices = documents.choices(document);
    if (choices.size() < 2 || choices.size() > ChoiceReader.MOST_CHOICES) {
      throw new DocumentException(
          "the twin of a task has 2 to "
              + ChoiceReader.MOST_CHOICES
              + " choices, not "
              + choices.size());
    }
    var out = new StringBuilder(text).append('\n');
    if (!choices.stream().allMatch(choice -> BARE.matcher(choice).matches())) {
      out.append('\n');
      for (int i = 0; i < choices.size(); i++) {
        out.append(letter(i)).append(". ").append(PythonText.strip(choices.get(i))).append('\n');
      }
    }
    boolean korean = HANGUL.matcher(text).find();
    String last = letter(choices.size() - 1);
    return out.append('\n')
        .append(
            korean
                ? "A부터 " + last + "까지 가운데 알맞은 것 하나를 골라 \"정답: \" 뒤에 그 글자를 쓰세요."
                : "Choose one of A to " + last + " and write its letter after \"Answer: \".")
        .toString();
  }

  /** Returns the position of the right choice. */
  int gold(Map<String, @Nullable Object> document) throws DocumentException {
    List<String> choices = documents.choices(document);
    Object target = documents.target(document);
    Object one = target instanceof List<?> list && !list.isEmpty() ? list.getFirst() : target;
    int gold =
        switch (one) {
          case Long index -> (int) (long) index;
          case Boolean truth -> truth ? 1 : 0;
          case String text -> choices.indexOf(text);
          case null, default -> -1;
        };
    if (gold < 0 || gold >= choices.size()) {
      throw new DocumentException(
          "the target is one of the choices, not " + PythonValue.repr(target));
    }
    return gold;
  }

  static String letter(int index) {
    return Character.toString((char) ('A' + index));
  }

  @Override
  public Rendering through(Api other) {
    return new TwinRendering(spec, other, documents, examples, exampleSource, seed);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> members = new TreeMap<>();
    members.put("max_tokens", TOKENS);
    members.put("temperature", 0);
    members.put("seed", seed);
    return members;
  }

  @Override
  public Rendering withSeed(long other) {
    return new TwinRendering(spec, api, documents, examples, exampleSource, other);
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("api", api.word());
    tree.put("harness", spec.digest().toString());
    tree.put("twin", "letters/1");
    tree.put("examples", exampleSource.toString());
    tree.put("seed", seed);
    return tree;
  }
}
