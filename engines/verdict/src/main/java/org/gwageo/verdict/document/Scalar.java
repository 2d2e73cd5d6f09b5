package org.gwageo.verdict.document;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A text, a number or a truth value.
 *
 * @param text the characters as written, without quotes
 * @param plain whether it was written without quotes
 */
public record Scalar(String text, boolean plain, int line, int column, String path)
    implements Value {

  /** As many significant digits as every double keeps, so that canonical JSON stays exact. */
  static final int DIGITS = 15;

  static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?");
  static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  @Override
  public Object tree() {
    if (plain) {
      if (text.equals("true") || text.equals("false")) {
        return Boolean.valueOf(text);
      }
      if (NUMBER.matcher(text).matches() && new BigDecimal(text).precision() <= DIGITS) {
        return new BigDecimal(text);
      }
    }
    return text;
  }
}
