package org.gwageo.benchmark.mathematics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gwageo.benchmark.mathematics.Answer.Interval;
import org.gwageo.benchmark.mathematics.Answer.Items;
import org.gwageo.benchmark.mathematics.Answer.Kind;
import org.gwageo.benchmark.mathematics.Answer.Matrix;
import org.gwageo.benchmark.mathematics.Answer.Relation;
import org.gwageo.benchmark.mathematics.Answer.Scalar;
import org.gwageo.benchmark.mathematics.Answer.Union;
import org.gwageo.benchmark.mathematics.Answer.Words;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.Expression.Symbol;
import org.jspecify.annotations.Nullable;

/** Reads a whole writing: splits it at unions, commas and relations and reads the pieces. */
final class AnswerReader {

  private static final Set<String> RELATIONS = Set.of("=", "<", ">", "≤", "≥", "≠", "≡", "∈");
  private static final Set<String> OPENING = Set.of("(", "[", "{", "\\{");
  private static final Set<String> CLOSING = Set.of(")", "]", "}", "\\}");
  private static final int MOST_ITEMS = 60;
  private static final Pattern TAGGED =
      Pattern.compile("\\\\(?:boxed|fbox|text|mathrm|mbox|textbf|mathbf)(?=\\s?\\{)");
  private static final Pattern PLAIN_WORDS = Pattern.compile("[\\p{L}][\\p{L}\\s'-]{1,200}");
  private static final Pattern CHOICE = Pattern.compile("[({\\s]*([A-Z])[)}\\s]*");

  private int depth;

  private AnswerReader() {}

  /**
   * Reads {@code text}.
   *
   * @param grouping whether {@code 1,234} outside brackets is one number
   * @throws UnreadableMath if it is nothing that is read
   */
  static Answer read(String text, boolean grouping) throws UnreadableMath {
    String plain = KoreanNumbers.digits(Typography.plain(text));
    if (plain.isEmpty()) {
      throw new UnreadableMath("empty");
    }
    Words words = words(plain);
    if (words != null) {
      return words;
    }
    List<Token> tokens = Lexer.tokens(plain, grouping);
    return new AnswerReader().statement(tokens.subList(0, tokens.size() - 1));
  }

  /** Returns the words that {@code plain} is, or null where it holds mathematics. */
  private static @Nullable Words words(String plain) {
    String bare = TAGGED.matcher(plain).replaceAll("").replaceAll("[{}]", "").strip();
    if (CHOICE.matcher(bare).matches() && !bare.equals(plain)) {
      return new Words(bare.replaceAll("[^A-Z]", ""));
    }
    boolean several = bare.indexOf(' ') > 0 || bare.codePoints().count() > 4;
    boolean hangul = bare.chars().anyMatch(c -> c >= '가' && c <= '힣');
    boolean tagged = !bare.equals(plain) && bare.length() > 1 && !Unit.isKnown(bare);
    if (PLAIN_WORDS.matcher(bare).matches()
        && (several || hangul || tagged)
        && !Set.of("infinity", "and", "or").contains(bare)) {
      return new Words(bare);
    }
    return null;
  }

  private Answer statement(List<Token> tokens) throws UnreadableMath {
    if (++depth > 12) {
      throw new UnreadableMath("lists nested more than 12 deep");
    }
    try {
      List<List<Token>> parts = split(tokens, Set.of(","));
      if (parts.size() > 1) {
        return list(parts);
      }
      List<String> signs = new ArrayList<>();
      List<List<Token>> sides = split(tokens, RELATIONS, signs);
      if (sides.size() > 1) {
        List<Answer> read = new ArrayList<>();
        read.add(leftSide(sides.getFirst()));
        for (List<Token> side : sides.subList(1, sides.size())) {
          read.add(statement(side));
        }
        return new Relation(List.copyOf(read), List.copyOf(signs));
      }
      return single(tokens);
    } finally {
      depth--;
    }
  }

  /** Reads what stands before the first sign, which may be a name in words: {@code area = 5}. */
  private Answer leftSide(List<Token> tokens) throws UnreadableMath {
    boolean words = tokens.stream().anyMatch(token -> token.kind() == Token.Kind.WORD);
    boolean plain =
        tokens.stream()
            .allMatch(token -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NAME);
    if (words && plain) {
      StringBuilder name = new StringBuilder();
      tokens.forEach(token -> name.append(name.isEmpty() ? "" : " ").append(token.text()));
      return new Words(name.toString());
    }
    return statement(tokens);
  }

  private Answer list(List<List<Token>> parts) throws UnreadableMath {
    if (parts.size() > MOST_ITEMS) {
      throw new UnreadableMath("more than " + MOST_ITEMS + " items");
    }
    List<Answer> items = new ArrayList<>();
    List<String> signs = new ArrayList<>();
    Answer left = null;
    for (List<Token> part : parts) {
      if (part.isEmpty()) {
        continue;
      }
      Answer item = statement(part);
      // In "x = 1, 2" the second item is a second value of x.
      if (item instanceof Relation(List<Answer> sides, List<String> between)
          && between.equals(List.of("="))) {
        left = sides.getFirst();
        signs = between;
      } else if (left != null && item instanceof Scalar) {
        item = new Relation(List.of(left, item), signs);
      }
      if (item instanceof Items(Kind kind, List<Answer> both) && kind == Kind.LIST) {
        items.addAll(both);
      } else {
        items.add(item);
      }
    }
    if (items.isEmpty()) {
      throw new UnreadableMath("commas without anything between them");
    }
    return items.size() == 1 ? items.getFirst() : new Items(Kind.LIST, List.copyOf(items));
  }

  private Answer single(List<Token> tokens) throws UnreadableMath {
    if (tokens.isEmpty()) {
      throw new UnreadableMath("nothing at one side of a sign");
    }
    List<List<Token>> union = split(tokens, Set.of("∪"));
    if (union.size() > 1) {
      List<Answer> parts = new ArrayList<>();
      for (List<Token> part : union) {
        parts.add(statement(part));
      }
      return new Union(List.copyOf(parts));
    }
    Answer whole = wholeSet(tokens);
    if (whole != null) {
      return whole;
    }
    Answer bracketed = bracketed(tokens);
    if (bracketed != null) {
      return bracketed;
    }
    List<List<Token>> ratio = split(tokens, Set.of(":"));
    if (ratio.size() > 1) {
      return ratio(ratio);
    }
    int sign = plusMinus(tokens);
    return sign < 0 ? scalar(tokens) : bothSigns(tokens);
  }

  /** Reads {@code a:b} as a quotient and {@code a:b:c} as the later parts over the first. */
  private Answer ratio(List<List<Token>> parts) throws UnreadableMath {
    Expression first = value(parts.getFirst());
    if (parts.size() == 2) {
      return new Scalar(new Expression.Quotient(first, value(parts.get(1))), null);
    }
    List<Answer> quotients = new ArrayList<>();
    for (List<Token> part : parts.subList(1, parts.size())) {
      quotients.add(new Scalar(new Expression.Quotient(value(part), first), null));
    }
    return new Items(Kind.TUPLE, List.copyOf(quotients));
  }

  private static @Nullable Answer wholeSet(List<Token> tokens) {
    Token first = tokens.getFirst();
    if (tokens.size() == 1 && (first.isCommand("emptyset") || first.isCommand("varnothing"))) {
      return new Items(Kind.SET, List.of());
    }
    if (tokens.size() == 4 && first.isCommand("mathbb") && tokens.get(2).text().equals("R")) {
      return new Interval(Expression.negate(Constant.INFINITY), Constant.INFINITY, true, true);
    }
    return null;
  }

  private @Nullable Answer bracketed(List<Token> tokens) throws UnreadableMath {
    Token first = tokens.getFirst();
    if (first.isCommand("begin")) {
      return matrix(tokens);
    }
    if (first.isCommand("boxed") || first.isCommand("fbox")) {
      return matching(tokens, 1) == tokens.size() - 1
          ? statement(tokens.subList(2, tokens.size() - 1))
          : null;
    }
    Token last = tokens.getLast();
    if (!OPENING.contains(first.text()) || matching(tokens, 0) != tokens.size() - 1) {
      return null;
    }
    List<Token> inner = tokens.subList(1, tokens.size() - 1);
    if (first.is("{")) {
      return statement(inner);
    }
    if (first.is("\\{")) {
      return set(inner);
    }
    List<List<Token>> parts = split(inner, Set.of(","));
    if (parts.size() < 2) {
      return null;
    }
    boolean lowerOpen = first.is("(");
    boolean upperOpen = last.is(")");
    if (lowerOpen != upperOpen && parts.size() == 2) {
      return new Interval(value(parts.get(0)), value(parts.get(1)), lowerOpen, upperOpen);
    }
    List<Answer> items = new ArrayList<>();
    for (List<Token> part : parts) {
      items.add(statement(part));
    }
    return new Items(lowerOpen ? Kind.TUPLE : Kind.BRACKETED, List.copyOf(items));
  }

  private Answer set(List<Token> inner) throws UnreadableMath {
    if (inner.isEmpty()) {
      return new Items(Kind.SET, List.of());
    }
    List<List<Token>> condition = split(inner, Set.of("|", ":"));
    if (condition.size() == 2) {
      return statement(condition.get(1));
    }
    List<Answer> items = new ArrayList<>();
    for (List<Token> part : split(inner, Set.of(","))) {
      items.add(statement(part));
    }
    return new Items(Kind.SET, List.copyOf(items));
  }

  private Expression value(List<Token> tokens) throws UnreadableMath {
    if (statement(tokens) instanceof Scalar(Expression value, Unit unit)) {
      return value;
    }
    throw new UnreadableMath("an interval's end is no number");
  }

  private Answer matrix(List<Token> tokens) throws UnreadableMath {
    int open = matching(tokens, 1);
    int end = tokens.size() - 1;
    while (end > open && !tokens.get(end).isCommand("end")) {
      end--;
    }
    StringBuilder name = new StringBuilder();
    tokens.subList(2, open).forEach(token -> name.append(token.text()));
    if (!name.toString().endsWith("matrix") || name.charAt(0) == 'v' || end <= open) {
      throw new UnreadableMath("\\begin{" + name + "} is not read");
    }
    List<List<Expression>> rows = new ArrayList<>();
    for (List<Token> line : split(tokens.subList(open + 1, end), Set.of("\\\\"))) {
      if (line.isEmpty()) {
        continue;
      }
      List<Expression> row = new ArrayList<>();
      for (List<Token> cell : split(line, Set.of("&"))) {
        row.add(value(cell));
      }
      rows.add(List.copyOf(row));
    }
    return new Matrix(List.copyOf(rows));
  }

  private static int plusMinus(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("±") || tokens.get(i).is("∓")) {
        return i;
      }
    }
    return -1;
  }

  private Answer bothSigns(List<Token> tokens) throws UnreadableMath {
    List<Answer> both = new ArrayList<>();
    for (String upper : List.of("+", "-")) {
      String lower = upper.equals("+") ? "-" : "+";
      List<Token> chosen = new ArrayList<>();
      for (Token token : tokens) {
        String sign = token.is("±") ? upper : token.is("∓") ? lower : "";
        chosen.add(sign.isEmpty() ? token : new Token(Token.Kind.SIGN, sign, null, token.start()));
      }
      both.add(scalar(chosen));
    }
    return new Items(Kind.LIST, List.copyOf(both));
  }

  private static Answer scalar(List<Token> tokens) throws UnreadableMath {
    ExpressionParser parser = new ExpressionParser(tokens);
    Expression value = parser.sum();
    List<Token> rest = parser.rest();
    if (value instanceof Expression.Call(Expression.Function function, List<Expression> arguments)
        && function == Expression.Function.DEGREES
        && rest.size() <= 1) {
      return new Scalar(arguments.getFirst(), Unit.of("degree"));
    }
    if (rest.isEmpty()) {
      return new Scalar(value, null);
    }
    return Quantities.read(value, rest);
  }

  private static List<List<Token>> split(List<Token> tokens, Set<String> signs) {
    return split(tokens, signs, new ArrayList<>());
  }

  private static List<List<Token>> split(
      List<Token> tokens, Set<String> signs, List<String> found) {
    List<List<Token>> parts = new ArrayList<>();
    int level = 0;
    int from = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.SIGN) {
        continue;
      }
      if (OPENING.contains(token.text())) {
        level++;
      } else if (CLOSING.contains(token.text())) {
        level--;
      } else if (level == 0 && signs.contains(token.text())) {
        parts.add(tokens.subList(from, i));
        found.add(token.text());
        from = i + 1;
      }
    }
    parts.add(tokens.subList(from, tokens.size()));
    return parts;
  }

  /** Returns where the bracket that opens at {@code open} closes, or -1. */
  private static int matching(List<Token> tokens, int open) {
    int level = 0;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.SIGN) {
        level += OPENING.contains(token.text()) ? 1 : CLOSING.contains(token.text()) ? -1 : 0;
      }
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether a relation's side is a name to which a value is given. */
  static boolean isName(Answer side) {
    if (!(side instanceof Scalar(Expression value, Unit unit))) {
      return side instanceof Words;
    }
    return value instanceof Symbol
        || value instanceof Constant
        || (value instanceof Expression.Product(List<Expression> factors)
            && factors.stream().allMatch(f -> f instanceof Symbol || f instanceof Constant));
  }
}
