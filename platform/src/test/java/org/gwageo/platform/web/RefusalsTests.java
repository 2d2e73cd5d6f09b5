package org.gwageo.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the platform's own code and looks for every refusal in it. */
class RefusalsTests {

  private static final Messages MESSAGES = Messages.load();
  private static final Path CODE = Path.of("src/main/java");
  private static final String AREA = "refusal.";

  /** A sentence that some code refuses with. */
  private record Use(String at, String code, int arguments) {}

  private static final List<Use> USES = new ArrayList<>();
  private static final List<String> WORDS = new ArrayList<>();
  private static final List<String> UNREADABLE = new ArrayList<>();
  private static final List<String> SHOWN = new ArrayList<>();

  @BeforeAll
  static void readTheCode() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(CODE)) {
      var all = files.getJavaFileObjectsFromPaths(sources.filter(Files::isRegularFile).toList());
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, all);
      for (CompilationUnitTree unit : task.parse()) {
        new Reader(unit).scan(unit, null);
      }
    }
  }

  @Test
  void everyRefusalInTheCodeHasItsSentenceInBothLanguages() {
    assertThat(UNREADABLE).as("refusals whose code is no literal").isEmpty();
    assertThat(USES).as("refusals in the code").hasSizeGreaterThan(90);
    for (Use use : USES) {
      assertThat(MESSAGES.has(use.code())).as("%s: %s", use.at(), use.code()).isTrue();
      for (Language language : Language.values()) {
        assertThat(MESSAGES.arguments(language, use.code()) + 1)
            .as("arguments of %s in %s, %s", use.code(), language.tag(), use.at())
            .isEqualTo(use.arguments());
      }
    }
  }

  @Test
  void everySentenceOfARefusalIsInUse() {
    var unused = new TreeSet<>(MESSAGES.keys(Language.KOREAN).tailSet(AREA));
    unused.removeIf(key -> !key.startsWith(AREA));
    USES.forEach(use -> unused.remove(use.code()));
    unused.removeAll(WORDS);
    assertThat(unused).isEmpty();
  }

  @Test
  void everyWordInsideARefusalIsAWordOfThePages() {
    assertThat(WORDS).isNotEmpty().allMatch(MESSAGES::has);
    for (StageState state : StageState.values()) {
      assertThat(MESSAGES.has(Word.of("office.state", state).key())).as(state.name()).isTrue();
    }
    for (StageAction action : StageAction.values()) {
      assertThat(MESSAGES.has(Word.of("office.action", action).key())).as(action.name()).isTrue();
    }
    for (CaseState state : CaseState.values()) {
      assertThat(MESSAGES.has(Word.of("lineage.state", state).key())).as(state.name()).isTrue();
    }
  }

  @Test
  void koreanSentencesAreWholeAndEnglishOnesFollowAColon() {
    for (Use use : USES) {
      Object[] arguments = new Object[use.arguments()];
      java.util.Arrays.fill(arguments, "가온");
      assertThat(MESSAGES.text(Language.KOREAN, use.code(), arguments))
          .as(use.code())
          .matches("(?s).*[가-힣].*(니다\\.|십시오\\.|세요\\.|: 가온(, 가온)?|가온회)");
      assertThat(MESSAGES.text(Language.ENGLISH, use.code(), "a", "b", "c", "d", "e", "f"))
          .as(use.code())
          .doesNotContainPattern("[가-힣]");
    }
  }

  @Test
  void pagesShowNoReasonWithoutItsLanguage() {
    assertThat(SHOWN)
        .as("getMessage() in page code; Page.refusal and Page.reason say a reason")
        .isEmpty();
  }

  @Test
  void aRefusalIsOneEnglishSentenceForLogs() {
    var opens = OffsetDateTime.parse("2026-08-01T00:00+09:00");
    var refused = new WrongMomentException("refusal.stage.opens-later", "practice/stage-1", opens);
    assertThat(refused)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stage practice/stage-1 opens at 2026-08-01T00:00+09:00");
    assertThat(refused.getCodes()).containsExactly("refusal.stage.opens-later");
    assertThat(
            new WrongMomentException(
                "refusal.stage.not-open", "a/b", Word.of("office.state", StageState.DRAFT)))
        .hasMessage("stage a/b is DRAFT, not open");
    assertThat(new WrongValueException("refusal.claim.reply-length", 4000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a reply has 1 to 4000 characters");
  }

  @Test
  void aPageSaysItInItsLanguageWithMomentsNumbersAndWordsAsPagesWriteThem() {
    var opens =
        new WrongMomentException(
            "refusal.stage.opens-later", "a/b", Instant.parse("2026-07-31T15:00:00Z"));
    assertThat(MESSAGES.text(Language.KOREAN, opens))
        .isEqualTo("단계 a/b의 접수는 2026. 8. 1.(토) 00:00 (KST)에 시작합니다.");
    assertThat(MESSAGES.text(Language.ENGLISH, opens))
        .isEqualTo("stage a/b opens at Sat 1 Aug 2026, 00:00 (KST)");
    var length = new WrongValueException("refusal.claim.reply-length", 4000);
    assertThat(MESSAGES.text(Language.KOREAN, length)).isEqualTo("답변은 1자 이상 4,000자 이하로 적으십시오.");
    var state =
        new WrongMomentException(
            "refusal.case.not-in-review", "GC-1", Word.of("lineage.state", CaseState.REPLY));
    assertThat(MESSAGES.text(Language.KOREAN, state))
        .isEqualTo("검증 사건 GC-1의 상태는 “팀 답변 대기”입니다. 심의 중에만 할 수 있습니다.");
    assertThat(MESSAGES.text(Language.ENGLISH, state))
        .isEqualTo("case GC-1 is “With the team”, not in review");
  }

  @Test
  void whatAnEngineSaysIsMarkedAsEnglishOnKoreanPagesAlone() {
    String quoted = Passage.quote(Language.KOREAN, "tensor \u2068x\u2069 is torn");
    assertThat(Passage.of("읽지 못했습니다. " + quoted + " 다시 내십시오."))
        .containsExactly(
            new Passage("읽지 못했습니다. ", false),
            new Passage("tensor x is torn", true),
            new Passage(" 다시 내십시오.", false));
    assertThat(Passage.quote(Language.ENGLISH, "torn")).isEqualTo("torn");
    assertThat(Passage.of("")).isEmpty();
    assertThat(Passage.of("\u2068left open")).containsExactly(new Passage("left open", true));
  }

  /** Finds refusals, words and shown messages in one file. */
  private static final class Reader extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final String file;

    Reader(CompilationUnitTree unit) {
      this.unit = unit;
      this.file = unit.getSourceFile().getName();
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
      String type = made.getIdentifier().toString();
      if (type.equals("WrongMomentException") || type.equals("WrongValueException")) {
        int arguments = made.getArguments().size() - 1;
        for (ExpressionTree code : choices(made.getArguments().getFirst())) {
          if (code instanceof LiteralTree literal) {
            USES.add(new Use(place(), literal.getValue().toString(), arguments));
          } else {
            UNREADABLE.add(place() + ": " + made);
          }
        }
      } else if (type.equals("Word")
          && made.getArguments().getFirst() instanceof LiteralTree literal) {
        WORDS.add(literal.getValue().toString());
      }
      return super.visitNewClass(made, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (call.getMethodSelect() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals("getMessage")
          && file.contains("/web/")
          && !file.endsWith("web/Page.java")
          && !insideAnException()) {
        SHOWN.add(place() + ": " + call);
      }
      return super.visitMethodInvocation(call, null);
    }

    private boolean insideAnException() {
      for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
        if (path.getLeaf() instanceof NewClassTree made
            && made.getIdentifier().toString().endsWith("Exception")) {
          return true;
        }
      }
      return false;
    }

    private static List<ExpressionTree> choices(ExpressionTree code) {
      return code instanceof ConditionalExpressionTree choice
          ? List.of(choice.getTrueExpression(), choice.getFalseExpression())
          : List.of(code);
    }

    private String place() {
      return CODE.toUri().relativize(unit.getSourceFile().toUri()).toString();
    }
  }
}
