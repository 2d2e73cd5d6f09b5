package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.benchmark.jinja.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Makes statements and expressions of tokens, with Jinja's precedence. */
final class Parser {

  private static final int MOST_NESTED = 100;

  private final List<Token> tokens;
  private int at;
  private int depth;

  Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  List<Statement> template() throws JinjaException {
    List<Statement> body = statements();
    if (current().kind() != Kind.END) {
      throw wrong("there is no block to end here by '" + tokens.get(at + 1).text() + "'");
    }
    return body;
  }

  /** Statements up to a block that begins with one of {@code ends}, which is left to be read. */
  private List<Statement> statements(String... ends) throws JinjaException {
    deeper();
    List<Statement> body = new ArrayList<>();
    while (true) {
      Token token = current();
      switch (token.kind()) {
        case DATA -> {
          body.add(new Statement.Text(token.text()));
          at++;
        }
        case VARIABLE_BEGIN -> {
          at++;
          Expression expression = expression();
          if (current().is(",")) {
            throw wrong("a tuple without parentheses is not supported");
          }
          expect(Kind.VARIABLE_END);
          body.add(new Statement.Output(expression));
        }
        case BLOCK_BEGIN -> {
          Token name = tokens.get(at + 1);
          if (List.of(ends).contains(name.text()) || isEnd(name.text())) {
            depth--;
            return List.copyOf(body);
          }
          at += 2;
          body.add(block(name));
        }
        case END -> {
          if (ends.length > 0) {
            throw wrong("a block is not closed by " + String.join(" or ", ends));
          }
          depth--;
          return List.copyOf(body);
        }
        default -> throw wrong("unexpected '" + token.text() + "'");
      }
    }
  }

  private static boolean isEnd(String name) {
    return name.startsWith("end") || name.equals("else") || name.equals("elif");
  }

  private Statement block(Token name) throws JinjaException {
    return switch (name.text()) {
      case "if" -> conditional();
      case "for" -> loop();
      case "set" -> set();
      default -> throw wrong("the statement '" + name.text() + "' is not supported");
    };
  }

  private Statement conditional() throws JinjaException {
    Expression condition = expression();
    expect(Kind.BLOCK_END);
    List<Statement> then = statements("elif", "else", "endif");
    expect(Kind.BLOCK_BEGIN);
    Token next = current();
    at++;
    if (next.isName("elif")) {
      deeper();
      Statement otherwise = conditional();
      depth--;
      return new Statement.If(condition, then, List.of(otherwise));
    }
    List<Statement> otherwise = List.of();
    if (next.isName("else")) {
      expect(Kind.BLOCK_END);
      otherwise = statements("endif");
      expect(Kind.BLOCK_BEGIN);
      next = current();
      at++;
    }
    if (!next.isName("endif")) {
      throw wrong("an if is closed by endif, not by '" + next.text() + "'");
    }
    expect(Kind.BLOCK_END);
    return new Statement.If(condition, then, otherwise);
  }

  private Statement loop() throws JinjaException {
    List<String> names = targets("in");
    expectName("in");
    Expression list = or();
    Expression filter = null;
    if (current().isName("if")) {
      at++;
      filter = expression();
    }
    if (current().isName("recursive")) {
      throw wrong("recursive loops are not supported");
    }
    expect(Kind.BLOCK_END);
    List<Statement> body = statements("endfor", "else");
    expect(Kind.BLOCK_BEGIN);
    List<Statement> otherwise = List.of();
    if (current().isName("else")) {
      at++;
      expect(Kind.BLOCK_END);
      otherwise = statements("endfor");
      expect(Kind.BLOCK_BEGIN);
    }
    expectName("endfor");
    expect(Kind.BLOCK_END);
    return new Statement.For(names, list, filter, body, otherwise);
  }

  private Statement set() throws JinjaException {
    if (tokens.get(at + 1).is(".")) {
      String object = name();
      at++;
      String attribute = name();
      expectOperator("=");
      Expression value = expression();
      expect(Kind.BLOCK_END);
      return new Statement.SetAttribute(object, attribute, value);
    }
    List<String> names = targets("=");
    if (current().kind() == Kind.BLOCK_END && names.size() == 1) {
      at++;
      List<Statement> body = statements("endset");
      expect(Kind.BLOCK_BEGIN);
      expectName("endset");
      expect(Kind.BLOCK_END);
      return new Statement.SetBlock(names.getFirst(), body);
    }
    expectOperator("=");
    Expression value = expression();
    if (current().is(",")) {
      List<Expression> elements = new ArrayList<>(List.of(value));
      while (current().is(",")) {
        at++;
        elements.add(expression());
      }
      value = new Expression.Elements(elements);
    }
    expect(Kind.BLOCK_END);
    return new Statement.Set(names, value);
  }

  private List<String> targets(String end) throws JinjaException {
    List<String> names = new ArrayList<>();
    boolean bracketed = current().is("(");
    if (bracketed) {
      at++;
    }
    names.add(name());
    while (current().is(",")) {
      at++;
      if (current().text().equals(end) || current().is(")")) {
        throw wrong("a list of names does not end in a comma");
      }
      names.add(name());
    }
    if (bracketed) {
      expectOperator(")");
    }
    return names;
  }

  Expression expression() throws JinjaException {
    deeper();
    Expression value = or();
    while (current().isName("if")) {
      at++;
      Expression condition = or();
      Expression otherwise = null;
      if (current().isName("else")) {
        at++;
        otherwise = expression();
      }
      value = new Expression.Choice(condition, value, otherwise);
    }
    depth--;
    return value;
  }

  private Expression or() throws JinjaException {
    Expression left = and();
    while (current().isName("or")) {
      at++;
      left = new Expression.Both(left, true, and());
    }
    return left;
  }

  private Expression and() throws JinjaException {
    Expression left = not();
    while (current().isName("and")) {
      at++;
      left = new Expression.Both(left, false, not());
    }
    return left;
  }

  private Expression not() throws JinjaException {
    if (current().isName("not")) {
      at++;
      deeper();
      Expression operand = not();
      depth--;
      return new Expression.Not(operand);
    }
    return comparison();
  }

  private Expression comparison() throws JinjaException {
    Expression first = sum();
    List<String> operators = new ArrayList<>();
    List<Expression> rest = new ArrayList<>();
    while (true) {
      Token token = current();
      boolean operator =
          token.kind() == Kind.OPERATOR
              && List.of("==", "!=", "<", "<=", ">", ">=").contains(token.text());
      if (operator || token.isName("in")) {
        at++;
        operators.add(token.text());
      } else if (token.isName("not") && tokens.get(at + 1).isName("in")) {
        at += 2;
        operators.add("not in");
      } else {
        return operators.isEmpty() ? first : new Expression.Comparison(first, operators, rest);
      }
      rest.add(sum());
    }
  }

  private Expression sum() throws JinjaException {
    Expression left = concatenation();
    while (current().is("+") || current().is("-")) {
      String operator = current().text();
      at++;
      left = new Expression.Arithmetic(left, operator, concatenation());
    }
    return left;
  }

  private Expression concatenation() throws JinjaException {
    Expression first = product();
    if (!current().is("~")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (current().is("~")) {
      at++;
      parts.add(product());
    }
    return new Expression.Concatenation(parts);
  }

  private Expression product() throws JinjaException {
    Expression left = power();
    while (current().is("*") || current().is("/") || current().is("//") || current().is("%")) {
      String operator = current().text();
      at++;
      left = new Expression.Arithmetic(left, operator, power());
    }
    return left;
  }

  private Expression power() throws JinjaException {
    Expression left = unary(true);
    while (current().is("**")) {
      at++;
      left = new Expression.Arithmetic(left, "**", unary(true));
    }
    return left;
  }

  private Expression unary(boolean filters) throws JinjaException {
    Expression value;
    if (current().is("-") || current().is("+")) {
      boolean minus = current().is("-");
      at++;
      deeper();
      value = new Expression.Sign(minus, unary(false));
      depth--;
    } else {
      value = primary();
    }
    value = postfix(value);
    return filters ? filtersAndTests(value) : value;
  }

  private Expression primary() throws JinjaException {
    Token token = current();
    at++;
    return switch (token.kind()) {
      case NAME ->
          switch (token.text()) {
            case "true", "True" -> new Expression.Constant(true);
            case "false", "False" -> new Expression.Constant(false);
            case "none", "None" -> new Expression.Constant(null);
            default -> new Expression.Name(token.text());
          };
      case STRING -> {
        var text = new StringBuilder(token.text());
        while (current().kind() == Kind.STRING) {
          text.append(current().text());
          at++;
        }
        yield new Expression.Constant(text.toString());
      }
      case INTEGER -> new Expression.Constant(integer(token.text()));
      case FLOAT -> new Expression.Constant(Double.valueOf(token.text()));
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> parenthesis();
            case "[" -> new Expression.Elements(elements("]"));
            case "{" -> pairs();
            default -> throw wrong("unexpected '" + token.text() + "'");
          };
      default -> throw wrong("an expression is expected");
    };
  }

  private long integer(String digits) throws JinjaException {
    try {
      String sign = digits.length() > 1 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
      return switch (sign) {
        case "0x" -> Long.parseLong(digits.substring(2), 16);
        case "0b" -> Long.parseLong(digits.substring(2), 2);
        case "0o" -> Long.parseLong(digits.substring(2), 8);
        default -> Long.parseLong(digits);
      };
    } catch (NumberFormatException e) {
      throw wrong("an integer has at most 64 bits, not " + digits);
    }
  }

  private Expression parenthesis() throws JinjaException {
    int from = at;
    List<Expression> elements = elements(")");
    boolean comma = at - 2 >= from && tokens.get(at - 2).is(",");
    return elements.size() == 1 && !comma ? elements.getFirst() : new Expression.Elements(elements);
  }

  private List<Expression> elements(String close) throws JinjaException {
    List<Expression> elements = new ArrayList<>();
    while (!current().is(close)) {
      if (!elements.isEmpty()) {
        expectOperator(",");
        if (current().is(close)) {
          break;
        }
      }
      elements.add(expression());
    }
    at++;
    return elements;
  }

  private Expression pairs() throws JinjaException {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!current().is("}")) {
      if (!keys.isEmpty()) {
        expectOperator(",");
        if (current().is("}")) {
          break;
        }
      }
      keys.add(expression());
      expectOperator(":");
      values.add(expression());
    }
    at++;
    return new Expression.Pairs(keys, values);
  }

  private Expression postfix(Expression object) throws JinjaException {
    Expression value = object;
    while (true) {
      if (current().is(".")) {
        at++;
        Token attribute = current();
        at++;
        if (attribute.kind() == Kind.INTEGER) {
          value = new Expression.Item(value, new Expression.Constant(integer(attribute.text())));
        } else if (attribute.kind() != Kind.NAME) {
          throw wrong("a name or number is expected after a point");
        } else if (current().is("(")) {
          value = method(value, attribute.text());
        } else {
          value = new Expression.Attribute(value, attribute.text());
        }
      } else if (current().is("[")) {
        at++;
        value = subscript(value);
      } else if (current().is("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression method(Expression object, String name) throws JinjaException {
    if (!Methods.known(name) && !name.equals("cycle")) {
      throw wrong("the method '" + name + "' is not supported");
    }
    return new Expression.Method(object, name, arguments());
  }

  private Expression call(Expression function) throws JinjaException {
    if (function instanceof Expression.Name(String name)
        && List.of("range", "dict", "namespace").contains(name)) {
      return new Expression.Call(name, arguments());
    }
    String name = function instanceof Expression.Name(String called) ? called : "an expression";
    throw wrong("the function '" + name + "' is not supported");
  }

  private Arguments arguments() throws JinjaException {
    expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!current().is(")")) {
      if (!positional.isEmpty() || !named.isEmpty()) {
        expectOperator(",");
        if (current().is(")")) {
          break;
        }
      }
      if (current().is("*") || current().is("**")) {
        throw wrong("arguments by '" + current().text() + "' are not supported");
      }
      if (current().kind() == Kind.NAME && tokens.get(at + 1).is("=")) {
        String name = name();
        at++;
        named.put(name, expression());
      } else {
        positional.add(expression());
      }
    }
    at++;
    return positional.isEmpty() && named.isEmpty()
        ? Arguments.NONE
        : new Arguments(positional, named);
  }

  private Expression subscript(Expression object) throws JinjaException {
    Expression start = current().is(":") ? null : expression();
    if (current().is("]") && start != null) {
      at++;
      return new Expression.Item(object, start);
    }
    expectOperator(":");
    Expression stop = current().is(":") || current().is("]") ? null : expression();
    Expression step = null;
    if (current().is(":")) {
      at++;
      step = current().is("]") ? null : expression();
    }
    expectOperator("]");
    return new Expression.Slice(object, start, stop, step);
  }

  private Expression filtersAndTests(Expression object) throws JinjaException {
    Expression value = object;
    while (true) {
      if (current().is("|")) {
        at++;
        Filters.Filter filter = Filters.named(name());
        value =
            new Expression.Filtered(
                value, filter, current().is("(") ? arguments() : Arguments.NONE);
      } else if (current().isName("is")) {
        at++;
        value = test(value);
      } else {
        return value;
      }
    }
  }

  private Expression test(Expression value) throws JinjaException {
    boolean negated = current().isName("not");
    if (negated) {
      at++;
    }
    Conditions.Condition condition = Conditions.named(name());
    Arguments arguments = Arguments.NONE;
    Token next = current();
    if (next.is("(")) {
      arguments = arguments();
    } else if (next.kind() == Kind.STRING
        || next.kind() == Kind.INTEGER
        || next.kind() == Kind.FLOAT
        || next.is("[")
        || next.is("{")
        || (next.kind() == Kind.NAME
            && !List.of("else", "or", "and", "if", "in", "not", "is").contains(next.text()))) {
      arguments = new Arguments(List.of(postfix(primary())), Map.of());
    }
    Expression tested = new Expression.Tested(value, condition, arguments);
    return negated ? new Expression.Not(tested) : tested;
  }

  private Token current() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  private String name() throws JinjaException {
    Token token = current();
    expect(Kind.NAME);
    return token.text();
  }

  private void expect(Kind kind) throws JinjaException {
    if (current().kind() != kind) {
      throw wrong("expected " + kind + ", not '" + current().text() + "'");
    }
    at++;
  }

  private void expectName(String name) throws JinjaException {
    if (!current().isName(name)) {
      throw wrong("expected '" + name + "', not '" + current().text() + "'");
    }
    at++;
  }

  private void expectOperator(String operator) throws JinjaException {
    if (!current().is(operator)) {
      throw wrong("expected '" + operator + "', not '" + current().text() + "'");
    }
    at++;
  }

  private void deeper() throws JinjaException {
    if (++depth > MOST_NESTED) {
      throw wrong("a template nests at most " + MOST_NESTED + " deep");
    }
  }

  private JinjaException wrong(@Nullable String reason) {
    return new JinjaException("template, line " + current().line() + ": " + reason);
  }
}
