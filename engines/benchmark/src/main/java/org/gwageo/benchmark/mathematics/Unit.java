package org.gwageo.benchmark.mathematics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a number counts or measures.
 *
 * @param name the unit as written
 * @param dimension what it measures; empty for things that are only counted
 * @param factor how many of the dimension's base units one is
 */
record Unit(String name, String dimension, Rational factor) {

  static final String PERCENT = "percent";
  static final String DEGREES = "angle";

  private static final String LENGTH = "length";
  private static final String MASS = "mass";
  private static final String TIME = "time";
  private static final String VOLUME = "volume";
  private static final Map<String, Unit> KNOWN = known();

  /**
   * Returns the unit called {@code words}. Words that are no known unit count things, so that
   * {@code 12 apples} is 12.
   */
  static Unit of(String words) {
    String name = words.strip().toLowerCase(Locale.ROOT);
    Unit unit = find(name);
    if (unit != null) {
      return unit;
    }
    int per = name.indexOf('/');
    if (per < 0) {
      per = name.indexOf(" per ");
    }
    if (per > 0) {
      Unit above = find(name.substring(0, per).strip());
      Unit below = find(name.substring(per).replace("/", "").replace("per ", "").strip());
      if (above != null && below != null && !above.dimension.isEmpty()) {
        return new Unit(
            name, above.dimension + "/" + below.dimension, above.factor.over(below.factor));
      }
    }
    return new Unit(name, "", Rational.ONE);
  }

  /** Returns whether {@code word} names a unit or a counter. */
  static boolean isKnown(String word) {
    return find(word.toLowerCase(Locale.ROOT)) != null;
  }

  private static @Nullable Unit find(String name) {
    String singular = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    Unit unit = KNOWN.get(singular);
    if (unit == null && singular.endsWith("es")) {
      unit = KNOWN.get(singular.substring(0, singular.length() - 2));
    }
    if (unit == null && singular.endsWith("s")) {
      unit = KNOWN.get(singular.substring(0, singular.length() - 1));
    }
    return unit;
  }

  /** Returns this unit to a power: square metres of metres. */
  Unit power(int exponent) {
    if (exponent == 1 || dimension.isEmpty()) {
      return this;
    }
    if (dimension.equals(LENGTH) && exponent == 3) {
      return new Unit(name + "^3", VOLUME, factor.power(3));
    }
    return new Unit(name + "^" + exponent, dimension + "^" + exponent, factor.power(exponent));
  }

  boolean isPercent() {
    return dimension.equals(PERCENT);
  }

  boolean isCounter() {
    return dimension.isEmpty();
  }

  private static Map<String, Unit> known() {
    Map<String, Unit> units = new HashMap<>();
    put(units, LENGTH, Rational.ONE, "m", "meter", "metre", "미터");
    put(units, LENGTH, Rational.of(1000), "km", "kilometer", "kilometre", "킬로미터");
    put(units, LENGTH, Rational.of(1, 100), "cm", "centimeter", "centimetre", "센티미터", "센티");
    put(units, LENGTH, Rational.of(1, 1000), "mm", "millimeter", "millimetre", "밀리미터");
    put(units, LENGTH, Rational.of(254, 10000), "in", "inch", "인치");
    put(units, LENGTH, Rational.of(3048, 10000), "ft", "foot", "feet", "피트");
    put(units, LENGTH, Rational.of(9144, 10000), "yd", "yard", "야드");
    put(units, LENGTH, Rational.of(1609344, 1000), "mi", "mile", "마일");
    put(units, "length^2", Rational.ONE, "제곱미터", "평방미터", "sq m");
    put(units, "length^2", Rational.of(1, 10000), "제곱센티미터", "sq cm");
    put(units, "length^2", Rational.of(1000000), "제곱킬로미터");
    put(units, VOLUME, Rational.of(1, 1000), "l", "liter", "litre", "리터");
    put(units, VOLUME, Rational.of(1, 1000000), "ml", "cc", "milliliter", "밀리리터");
    put(units, VOLUME, Rational.ONE, "세제곱미터");
    put(units, VOLUME, Rational.of(1, 1000000), "세제곱센티미터");
    put(units, MASS, Rational.ONE, "g", "gram", "그램");
    put(units, MASS, Rational.of(1000), "kg", "kilogram", "킬로그램");
    put(units, MASS, Rational.of(1, 1000), "mg", "milligram", "밀리그램");
    put(units, MASS, Rational.of(1000000), "t", "ton", "tonne", "톤");
    put(units, MASS, Rational.of(45359237, 100000), "lb", "pound", "파운드");
    put(units, TIME, Rational.ONE, "s", "sec", "second", "초");
    put(units, TIME, Rational.of(60), "min", "minute", "분");
    put(units, TIME, Rational.of(3600), "h", "hr", "hour", "시간");
    put(units, TIME, Rational.of(86400), "day", "일");
    put(units, TIME, Rational.of(604800), "week", "주", "주일");
    put(units, "months", Rational.ONE, "month", "개월", "달");
    put(units, "months", Rational.of(12), "year", "yr", "년");
    put(units, "won", Rational.ONE, "won", "krw", "원");
    put(units, "dollars", Rational.ONE, "dollar", "usd", "달러");
    put(units, "dollars", Rational.of(1, 100), "cent", "센트");
    put(units, "euros", Rational.ONE, "euro", "유로");
    put(units, PERCENT, Rational.of(1, 100), "%", "percent", "percentage", "pct", "퍼센트", "프로");
    put(units, DEGREES, Rational.ONE, "degree", "deg", "도");
    put(units, "length/time", Rational.of(1609344, 3600000), "mph");
    put(units, "length/time", Rational.of(1000, 3600), "kph", "kmh", "kmph");
    put(units, "", Rational.ONE, "개", "명", "권", "마리", "번", "살", "세", "대", "장", "쌍", "가지", "배");
    put(units, "", Rational.ONE, "회", "점", "송이", "자루", "병", "잔", "그루", "층", "쪽", "페이지", "사람");
    put(units, "", Rational.ONE, "unit", "point", "way", "apple", "student", "book", "people");
    put(units, "", Rational.ONE, "square unit", "cubic unit", "time", "digit", "integer", "side");
    return Map.copyOf(units);
  }

  private static void put(
      Map<String, Unit> units, String dimension, Rational factor, String... names) {
    for (String name : names) {
      units.put(name, new Unit(name, dimension, factor));
    }
  }
}
