package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a tidied writing into tokens, in time linear in its length. */
final class Lexer {

  private static final int MOST_TOKENS = 1_500;

  private static final Set<String> WORD_COMMANDS =
      Set.of(
          "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh",
          "tanh", "log", "ln", "exp", "sqrt", "pi", "abs", "floor", "ceil", "max", "min", "gcd",
          "lcm", "cbrt");
  private static final Map<String, String> WORDS =
      Map.of(
          "inf",
          "infty",
          "infinity",
          "infty",
          "asin",
          "arcsin",
          "acos",
          "arccos",
          "atan",
          "arctan");
  private static final Set<String> SEPARATORS = Set.of("and", "or", "또는", "그리고", "혹은", "및");

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("le", "≤"),
          Map.entry("leq", "≤"),
          Map.entry("leqslant", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("geq", "≥"),
          Map.entry("geqslant", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("neq", "≠"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("approx", "="),
          Map.entry("equiv", "≡"),
          Map.entry("in", "∈"),
          Map.entry("cup", "∪"),
          Map.entry("cdot", "*"),
          Map.entry("times", "*"),
          Map.entry("ast", "*"),
          Map.entry("div", "/"),
          Map.entry("pm", "±"),
          Map.entry("mp", "∓"),
          Map.entry("mid", "|"),
          Map.entry("vert", "|"),
          Map.entry("lvert", "|"),
          Map.entry("rvert", "|"),
          Map.entry("lbrace", "\\{"),
          Map.entry("rbrace", "\\}"),
          Map.entry("lparen", "("),
          Map.entry("rparen", ")"),
          Map.entry("lbrack", "["),
          Map.entry("rbrack", "]"),
          Map.entry("langle", "("),
          Map.entry("rangle", ")"),
          Map.entry("lor", ","),
          Map.entry("vee", ","));
  private static final Set<String> TEXT_COMMANDS =
      Set.of(
          "text",
          "mbox",
          "textbf",
          "textit",
          "textrm",
          "mathrm",
          "operatorname",
          "textnormal",
          "hbox");

  private static final Pattern NUMBER =
      Pattern.compile(
          "(\\d{1,3}(?:,\\d{3}(?!\\d))+|\\d{1,1000})?(\\.\\d{1,1000}|\\.(?=\\\\(?:overline|bar|dot)))?(?:[eE]([+-]?\\d{1,3})(?![a-zA-Z\\d]))?");
  private static final Pattern UNGROUPED =
      Pattern.compile(
          "(\\d{1,1000})?(\\.\\d{1,1000}|\\.(?=\\\\(?:overline|bar|dot)))?(?:[eE]([+-]?\\d{1,3})(?![a-zA-Z\\d]))?");
  private static final Pattern REPEATING =
      Pattern.compile("\\\\(?:overline|bar|dot)\\{?(\\d{1,40})\\}?");

  private final String text;
  private final boolean grouping;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder brackets = new StringBuilder();
  private int at;

  private Lexer(String text, boolean grouping) {
    this.text = text;
    this.grouping = grouping;
  }

  /**
   * Returns the tokens of {@code text}, an END token last.
   *
   * @param grouping whether {@code 1,234} outside brackets is one number
   */
  static List<Token> tokens(String text, boolean grouping) throws UnreadableMath {
    Lexer lexer = new Lexer(text, grouping);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws UnreadableMath {
    while (at < text.length()) {
      if (tokens.size() > MOST_TOKENS) {
        throw new UnreadableMath("more than " + MOST_TOKENS + " symbols");
      }
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isDigit(c)
          || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
        number();
      } else if (c == '\\') {
        command();
      } else if (isLatin(c)) {
        letters();
      } else if (Character.isLetter(c)) {
        word();
      } else {
        sign(c);
      }
    }
    add(Token.Kind.END, "", at);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLatin(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void add(Token.Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, null, start));
  }

  private void number() {
    int start = at;
    Matcher matcher = (grouping && brackets.isEmpty() ? NUMBER : UNGROUPED).matcher(text);
    matcher.region(at, text.length());
    if (!matcher.lookingAt() || matcher.end() == at) {
      at++;
      add(Token.Kind.SIGN, ".", start);
      return;
    }
    at = matcher.end();
    String whole = matcher.group(1) == null ? "0" : matcher.group(1).replace(",", "");
    String decimals = matcher.group(2) == null ? "" : matcher.group(2);
    BigDecimal value = new BigDecimal(whole + (decimals.length() > 1 ? decimals : ""));
    boolean exact = decimals.isEmpty();
    if (matcher.group(3) != null) {
      value = value.scaleByPowerOfTen(Integer.parseInt(matcher.group(3)));
    }
    Rational number = Rational.of(value);
    if (at < text.length() && text.charAt(at) == '\\') {
      Matcher repeating = REPEATING.matcher(text).region(at, text.length());
      if (!exact && repeating.lookingAt()) {
        at = repeating.end();
        number = number.plus(repeated(repeating.group(1), decimals.length() - 1));
        exact = true;
      }
    }
    tokens.add(new Token(Token.Kind.NUMBER, exact ? whole : whole + decimals, number, start));
  }

  private static Rational repeated(String digits, int after) {
    BigInteger nines = BigInteger.TEN.pow(digits.length()).subtract(BigInteger.ONE);
    return Rational.of(new BigInteger(digits), nines.multiply(BigInteger.TEN.pow(after)));
  }

  private void command() throws UnreadableMath {
    int start = at++;
    if (at >= text.length()) {
      return;
    }
    int from = at;
    while (at < text.length() && isLatin(text.charAt(at))) {
      at++;
    }
    String name = text.substring(from, at);
    if (name.isEmpty()) {
      char c = text.charAt(at++);
      switch (c) {
        case '{', '}' -> bracket("\\" + c, start);
        case '%' -> add(Token.Kind.WORD, "%", start);
        case '\\' -> add(Token.Kind.SIGN, "\\\\", start);
        case '|' -> add(Token.Kind.SIGN, "|", start);
        default -> {}
      }
    } else if (RELATIONS.containsKey(name)) {
      String sign = RELATIONS.getOrDefault(name, name);
      if (sign.equals("\\{") || sign.equals("\\}") || "()[]".contains(sign)) {
        bracket(sign, start);
      } else {
        add(Token.Kind.SIGN, sign, start);
      }
    } else if (TEXT_COMMANDS.contains(name)) {
      textGroup(start);
    } else {
      add(Token.Kind.COMMAND, name, start);
    }
  }

  private void textGroup(int start) throws UnreadableMath {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at >= text.length() || text.charAt(at) != '{') {
      return;
    }
    int depth = 0;
    int from = at + 1;
    while (at < text.length()) {
      char c = text.charAt(at++);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        inText(text.substring(from, at - 1).strip(), start);
        return;
      }
    }
    throw new UnreadableMath("a brace is never closed");
  }

  private void inText(String content, int start) throws UnreadableMath {
    String lower = content.toLowerCase(Locale.ROOT);
    if (content.isEmpty()) {
      return;
    }
    if (SEPARATORS.contains(lower)) {
      add(Token.Kind.SIGN, ",", start);
    } else if (WORD_COMMANDS.contains(lower)) {
      add(Token.Kind.COMMAND, lower, start);
    } else if (content.chars().anyMatch(c -> c >= '0' && c <= '9') || content.indexOf('\\') >= 0) {
      List<Token> inner = tokens(content, false);
      tokens.addAll(inner.subList(0, inner.size() - 1));
    } else {
      add(Token.Kind.WORD, content, start);
    }
  }

  private void letters() throws UnreadableMath {
    int start = at;
    while (at < text.length() && isLatin(text.charAt(at))) {
      at++;
    }
    String run = text.substring(start, at);
    String lower = run.toLowerCase(Locale.ROOT);
    if (SEPARATORS.contains(lower)) {
      add(Token.Kind.SIGN, ",", start);
    } else if (WORD_COMMANDS.contains(run) || WORDS.containsKey(lower)) {
      add(Token.Kind.COMMAND, WORDS.getOrDefault(lower, run), start);
    } else if (isLetterUnit(run, start)
        || run.length() > 4
        || (run.length() > 1 && Unit.isKnown(run))) {
      add(Token.Kind.WORD, run, start);
    } else {
      for (int i = 0; i < run.length() - 1; i++) {
        add(Token.Kind.NAME, run.substring(i, i + 1), start + i);
      }
      add(Token.Kind.NAME, run.substring(run.length() - 1) + subscript(), start);
    }
  }

  /**
   * In {@code 5 m} at the end, with a space, the letter is a unit; in {@code 5m} it may be a name.
   */
  private boolean isLetterUnit(String run, int start) {
    return run.length() == 1
        && "mgshlL".contains(run)
        && at == text.length()
        && start > 0
        && text.charAt(start - 1) == ' '
        && !tokens.isEmpty()
        && tokens.getLast().kind() == Token.Kind.NUMBER;
  }

  private String subscript() throws UnreadableMath {
    StringBuilder suffix = new StringBuilder();
    if (at + 1 < text.length() && text.charAt(at) == '_') {
      suffix.append('_');
      if (text.charAt(at + 1) == '{') {
        int close = text.indexOf('}', at);
        if (close < 0) {
          throw new UnreadableMath("a brace is never closed");
        }
        suffix.append(text, at + 2, close);
        at = close + 1;
      } else {
        suffix.append(text.charAt(at + 1));
        at += 2;
      }
    }
    while (at < text.length() && text.charAt(at) == '\'') {
      suffix.append('\'');
      at++;
    }
    return suffix.toString();
  }

  private void word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at)) && !isLatin(text.charAt(at))) {
      at++;
    }
    String run = text.substring(start, at);
    if (SEPARATORS.contains(run)) {
      add(Token.Kind.SIGN, ",", start);
    } else if (run.length() == 1 && run.charAt(0) < 0x2000) {
      add(Token.Kind.NAME, run, start);
    } else {
      add(Token.Kind.WORD, run, start);
    }
  }

  private void sign(char c) {
    int start = at++;
    char next = at < text.length() ? text.charAt(at) : ' ';
    switch (c) {
      case '(', ')', '[', ']', '{', '}' -> bracket(String.valueOf(c), start);
      case '*' -> {
        at += next == '*' ? 1 : 0;
        add(Token.Kind.SIGN, next == '*' ? "^" : "*", start);
      }
      case '<', '>', '!', ':' -> {
        boolean equals = next == '=';
        at += equals ? 1 : 0;
        String joined = c == '<' ? "≤" : c == '>' ? "≥" : c == '!' ? "≠" : "=";
        add(Token.Kind.SIGN, equals ? joined : String.valueOf(c), start);
      }
      case ';' -> add(Token.Kind.SIGN, ",", start);
      case '%' -> add(Token.Kind.WORD, "%", start);
      case '"', '\'', '`' -> {}
      default -> add(Token.Kind.SIGN, String.valueOf(c), start);
    }
  }

  private void bracket(String sign, int start) {
    if (sign.equals("(") || sign.equals("[") || sign.equals("\\{")) {
      brackets.append('(');
    } else if (!sign.equals("{") && !sign.equals("}") && !brackets.isEmpty()) {
      brackets.setLength(brackets.length() - 1);
    }
    add(Token.Kind.SIGN, sign, start);
  }
}
