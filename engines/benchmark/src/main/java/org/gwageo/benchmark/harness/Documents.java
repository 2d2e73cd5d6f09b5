package org.gwageo.benchmark.harness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.jinja.JinjaException;
import org.gwageo.benchmark.jinja.JinjaTemplate;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonLiteral;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Makes text, target and choices of documents, by the harness's rules: a value that is a column's
 * name is that column; else it is a template; a rendered number names a choice; a rendered list is
 * read as one.
 */
final class Documents {

  private final Compiled text;
  private final Compiled target;
  private final @Nullable Compiled choice;

  private Documents(Compiled text, Compiled target, @Nullable Compiled choice) {
    this.text = text;
    this.target = target;
    this.choice = choice;
  }

  /** A rule that is ready: a column, a template, a function or a constant. */
  @FunctionalInterface
  interface Compiled {
    @Nullable Object of(Map<String, @Nullable Object> document)
        throws JinjaException, PythonException, PortException;
  }

  /**
   * Compiles three rules.
   *
   * @param columns the columns of the documents that are asked
   * @param withChoices whether the task as a whole has choices, which turns numbers into positions
   * @throws TaskException if a rule is missing, a template is wrong or a function has no port
   */
  static Documents of(
      String file,
      @Nullable FieldRule text,
      @Nullable FieldRule target,
      @Nullable FieldRule choice,
      Set<String> columns,
      boolean withChoices)
      throws TaskException {
    try {
      return new Documents(
          rule(file, "doc_to_text", text, columns, withChoices, false),
          rule(file, "doc_to_target", target, columns, withChoices, true),
          choice == null ? null : choices(file, choice, columns));
    } catch (JinjaException e) {
      throw new TaskException(file, 0, String.valueOf(e.getMessage()));
    }
  }

  private static Compiled rule(
      String file,
      String key,
      @Nullable FieldRule rule,
      Set<String> columns,
      boolean withChoices,
      boolean literals)
      throws TaskException, JinjaException {
    return switch (rule) {
      case null -> throw new TaskException(file, 0, "a task has a \"" + key + "\"");
      case FieldRule.Whole(long number) -> document -> number;
      case FieldRule.Listed(List<String> list) -> document -> list;
      case FieldRule.Function function -> ported(file, function);
      case FieldRule.Text(String raw) when columns.contains(raw) -> document -> document.get(raw);
      case FieldRule.Text(String raw) -> {
        JinjaTemplate template = JinjaTemplate.compile(raw);
        yield document -> {
          String rendered = template.render(document);
          return withChoices && PythonText.isDigit(rendered)
              ? number(rendered)
              : literals ? literal(rendered) : rendered;
        };
      }
    };
  }

  private static Compiled choices(String file, FieldRule rule, Set<String> columns)
      throws TaskException, JinjaException {
    return switch (rule) {
      case FieldRule.Whole whole ->
          throw new TaskException(file, 0, "\"doc_to_choice\" is no number");
      case FieldRule.Listed(List<String> list) -> document -> list;
      case FieldRule.Function function -> ported(file, function);
      case FieldRule.Text(String raw) when columns.contains(raw) -> document -> document.get(raw);
      case FieldRule.Text(String raw) -> {
        JinjaTemplate template = JinjaTemplate.compile(raw);
        yield document -> PythonLiteral.read(template.render(document));
      }
    };
  }

  private static Compiled ported(String file, FieldRule.Function function) throws TaskException {
    Port port = Ports.find(function.reference()).orElse(null);
    if (port instanceof Port.OfDocument of) {
      return of::apply;
    }
    throw new TaskException(file, 0, Ports.missing(function.reference()));
  }

  private static Object number(String digits) throws PythonException {
    return PythonLiteral.read(digits) instanceof BigInteger large
        ? large
        : Long.valueOf(Long.parseLong(digits));
  }

  private static @Nullable Object literal(String rendered) {
    if (rendered.length() >= 2 && rendered.startsWith("[") && rendered.endsWith("]")) {
      try {
        return PythonLiteral.read(rendered);
      } catch (PythonException e) {
        return rendered;
      }
    }
    return rendered;
  }

  /** Returns the prompt: a string, or a number that names a choice. */
  @Nullable Object text(Map<String, @Nullable Object> document) throws DocumentException {
    return made(text, document);
  }

  /** Returns the target: a string, a number or a list. */
  @Nullable Object target(Map<String, @Nullable Object> document) throws DocumentException {
    return made(target, document);
  }

  /** Returns whether there are choices. */
  boolean hasChoices() {
    return choice != null;
  }

  /** Returns the choices. */
  List<String> choices(Map<String, @Nullable Object> document) throws DocumentException {
    if (choice == null) {
      throw new DocumentException("the task has no choices");
    }
    Object made = made(choice, document);
    if (!(made instanceof List<?> list)) {
      throw new DocumentException("the choices are a list, not " + PythonValue.type(made));
    }
    List<String> choices = new ArrayList<>(list.size());
    for (Object one : list) {
      if (!(one instanceof String text)) {
        throw new DocumentException("a choice is a text, not " + PythonValue.repr(one));
      }
      choices.add(text);
    }
    return choices;
  }

  private static @Nullable Object made(Compiled rule, Map<String, @Nullable Object> document)
      throws DocumentException {
    try {
      return rule.of(document);
    } catch (JinjaException | PythonException | PortException e) {
      throw new DocumentException(String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      throw new DocumentException("a choice's position has only decimal digits");
    }
  }
}
