package org.gwageo.benchmark.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.jinja.Token.Kind;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonLiteral;
import org.gwageo.benchmark.python.PythonText;
import org.jspecify.annotations.Nullable;

/** Cuts a template into tokens. */
final class Lexer {

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<float>[0-9](?:_?[0-9])*(?:\\.[0-9](?:_?[0-9])*[eE][+-]?[0-9](?:_?[0-9])*"
              + "|[eE][+-]?[0-9](?:_?[0-9])*|\\.[0-9](?:_?[0-9])*))"
              + "|0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
              + "|[1-9](?:_?[0-9])*|0(?:_?0)*");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{N}\\p{M}_]*");
  private static final Pattern RAW_END = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
  private static final Pattern RAW = Pattern.compile("\\{%([-+]?)\\s*raw\\s*([-+]?)%\\}");
  private static final List<String> OPERATORS =
      List.of(
          "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",");

  private final String in;
  private final List<Token> out = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String in) {
    this.in = in;
  }

  static List<Token> tokens(String source) throws JinjaException {
    var lexer = new Lexer(source.replace("\r\n", "\n").replace('\r', '\n'));
    lexer.run();
    return lexer.out;
  }

  private void run() throws JinjaException {
    while (at < in.length()) {
      int open = nextOpen();
      if (open < 0) {
        data(in.substring(at), "");
        at = in.length();
        break;
      }
      String control = open + 2 < in.length() ? in.substring(open + 2, open + 3) : "";
      data(in.substring(at, open), control);
      at = open;
      Matcher raw = RAW.matcher(in).region(open, in.length());
      if (raw.lookingAt()) {
        raw(raw);
      } else if (in.charAt(open + 1) == '#') {
        comment();
      } else {
        construct(in.charAt(open + 1) == '{', "-".equals(control) || "+".equals(control));
      }
    }
    out.add(new Token(Kind.END, "", line));
  }

  private int nextOpen() {
    for (int i = in.indexOf('{', at); i >= 0; i = in.indexOf('{', i + 1)) {
      if (i + 1 < in.length() && "{%#".indexOf(in.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void data(String text, String control) {
    String kept = "-".equals(control) ? PythonText.rstrip(text) : text;
    if (!kept.isEmpty()) {
      out.add(new Token(Kind.DATA, kept, line));
    }
    count(text);
  }

  private void raw(Matcher begin) throws JinjaException {
    at = begin.end();
    if ("-".equals(begin.group(2))) {
      skipSpace();
    }
    Matcher end = RAW_END.matcher(in);
    if (!end.find(at)) {
      throw wrong("a raw block is not closed");
    }
    data(in.substring(at, end.start()), end.group(1));
    at = end.end();
    if ("-".equals(end.group(2))) {
      skipSpace();
    }
  }

  private void comment() throws JinjaException {
    int end = in.indexOf("#}", at + 2);
    if (end < 0) {
      throw wrong("a comment is not closed");
    }
    count(in.substring(at, end));
    boolean trim = in.charAt(end - 1) == '-';
    at = end + 2;
    if (trim) {
      skipSpace();
    }
  }

  private void construct(boolean variable, boolean controlled) throws JinjaException {
    out.add(new Token(variable ? Kind.VARIABLE_BEGIN : Kind.BLOCK_BEGIN, "", line));
    at += controlled ? 3 : 2;
    String close = variable ? "}}" : "%}";
    Deque<Character> open = new ArrayDeque<>();
    while (true) {
      skipSpace();
      if (at >= in.length()) {
        throw wrong("a " + (variable ? "{{" : "{%") + " is not closed");
      }
      if (open.isEmpty()) {
        int control = in.charAt(at) == '-' || in.charAt(at) == '+' ? 1 : 0;
        if (in.startsWith(close, at + control)) {
          out.add(new Token(variable ? Kind.VARIABLE_END : Kind.BLOCK_END, "", line));
          boolean trim = control == 1 && in.charAt(at) == '-';
          at += control + 2;
          if (trim) {
            skipSpace();
          }
          return;
        }
      }
      token(open);
    }
  }

  private void token(Deque<Character> open) throws JinjaException {
    char c = in.charAt(at);
    if (c == '\'' || c == '"') {
      string(c);
      return;
    }
    Matcher number = NUMBER.matcher(in).region(at, in.length());
    if (number.lookingAt()) {
      Kind kind = number.group("float") == null ? Kind.INTEGER : Kind.FLOAT;
      out.add(new Token(kind, number.group().replace("_", ""), line));
      at = number.end();
      return;
    }
    Matcher name = NAME.matcher(in).region(at, in.length());
    if (name.lookingAt()) {
      out.add(new Token(Kind.NAME, name.group(), line));
      at = name.end();
      return;
    }
    for (String operator : OPERATORS) {
      if (in.startsWith(operator, at)) {
        balance(operator.charAt(0), open);
        out.add(new Token(Kind.OPERATOR, operator, line));
        at += operator.length();
        return;
      }
    }
    throw wrong("there is no token beginning with '" + c + "'");
  }

  private void balance(char c, Deque<Character> open) throws JinjaException {
    int bracket = "([{".indexOf(c);
    if (bracket >= 0) {
      open.push(")]}".charAt(bracket));
    } else if (")]}".indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
      throw wrong("a '" + c + "' closes nothing");
    }
  }

  private void string(char quote) throws JinjaException {
    var text = new StringBuilder();
    int i = at + 1;
    try {
      while (i < in.length() && in.charAt(i) != quote) {
        char c = in.charAt(i++);
        if (c == '\\' && i < in.length()) {
          i = PythonLiteral.escape(in, i, text);
        } else {
          text.append(c);
        }
      }
    } catch (PythonException e) {
      throw wrong(e.getMessage());
    }
    if (i >= in.length()) {
      throw wrong("a string is not closed");
    }
    out.add(new Token(Kind.STRING, text.toString(), line));
    count(in.substring(at, i));
    at = i + 1;
  }

  private void skipSpace() {
    while (at < in.length() && PythonText.isSpace(in.charAt(at))) {
      if (in.charAt(at) == '\n') {
        line++;
      }
      at++;
    }
  }

  private void count(String text) {
    line += (int) text.chars().filter(c -> c == '\n').count();
  }

  private JinjaException wrong(@Nullable String reason) {
    return new JinjaException("template, line " + line + ": " + reason);
  }
}
