package org.gwageo.benchmark.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled template. */
public final class JinjaTemplate {

  private final String source;
  private final List<Statement> body;

  private JinjaTemplate(String source, List<Statement> body) {
    this.source = source;
    this.body = body;
  }

  /**
   * Compiles a template.
   *
   * @throws JinjaException if Jinja would refuse it, or it uses what is outside of the subset
   */
  public static JinjaTemplate compile(String source) throws JinjaException {
    return new JinjaTemplate(source, new Parser(Lexer.tokens(source)).template());
  }

  /** Returns the template as it was written. */
  public String source() {
    return source;
  }

  /** Returns the only text of a template without any place or statement, else null. */
  public @Nullable String constant() {
    return switch (body.size()) {
      case 0 -> "";
      case 1 -> body.getFirst() instanceof Statement.Text(String text) ? text : null;
      default -> null;
    };
  }

  /**
   * Renders the template.
   *
   * @param values the values of names, as {@link org.gwageo.benchmark.python} describes them
   * @throws JinjaException if a name is undefined or an operation fails
   */
  public String render(Map<String, ? extends @Nullable Object> values) throws JinjaException {
    var out = new StringBuilder(256);
    var scope = new Scope(values);
    try {
      for (Statement statement : body) {
        statement.write(scope, out);
      }
    } catch (StackOverflowError e) {
      throw new JinjaException("a template nests too deeply: " + source);
    }
    return out.toString();
  }
}
